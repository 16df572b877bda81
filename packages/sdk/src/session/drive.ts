import { setImmediate } from "node:timers/promises";

/**
 * Finishes what a handler returned: a promise is awaited, a generator driven, with `step` after each yield; any other
 * value is ignored. After a yield the loop gets a turn, so that what `step` sent leaves before the handler goes on.
 */
export function drive(result: unknown, step: () => void): void | Promise<void> {
  if (typeof result !== "object" || result === null) return;
  if (isGenerator(result)) return driveGenerator(result, step);
  if (isAsyncGenerator(result)) return driveAsyncGenerator(result, step);
  if ("then" in result && typeof result.then === "function") {
    return Promise.resolve(result as PromiseLike<unknown>).then((value) => drive(value, step));
  }
}

async function driveGenerator(generator: Iterator<unknown>, step: () => void): Promise<void> {
  while (generator.next().done !== true) {
    step();
    await setImmediate();
  }
}

async function driveAsyncGenerator(
  generator: AsyncIterator<unknown>,
  step: () => void,
): Promise<void> {
  while ((await generator.next()).done !== true) {
    step();
    await setImmediate();
  }
}

function isGenerator(value: object): value is Iterator<unknown> {
  return "next" in value && typeof value.next === "function" && Symbol.iterator in value;
}

function isAsyncGenerator(value: object): value is AsyncIterator<unknown> {
  return "next" in value && typeof value.next === "function" && Symbol.asyncIterator in value;
}
