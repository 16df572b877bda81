import { type Cleanup, EffectHook, type Setup } from "./effect-hook.ts";
import { renderingComponent } from "./hook.ts";
import type { Dependencies } from "./use-memo.ts";

/**
 * Does something beside rendering, after the client was sent what was rendered: when the component was added, and after
 * renders in which a dependency changed; without dependencies, after every render. Before it is done again, and when the
 * component leaves, the function that `setup` returned runs, or else `cleanup`.
 */
export function useEffect(setup: Setup, dependencies?: Dependencies, cleanup?: Cleanup): void {
  const hook = renderingComponent("useEffect").slot("useEffect", () => new EffectHook());
  hook.take(setup, dependencies, cleanup);
}

/** Runs once, after the component was added to the page. */
export function onMounted(run: () => unknown): void {
  useEffect(() => onlyPromise(run()), []);
}

/** Runs once, after the component has left the page. */
export function onUnmounted(run: () => unknown): void {
  useEffect(nothing, [], run);
}

/** Runs after the component was added, and after renders in which a dependency changed. */
export function onUpdated(run: () => unknown, dependencies?: Dependencies): void {
  useEffect(() => onlyPromise(run()), dependencies);
}

/** What is waited for, so that its failure is told; a function that comes back is no clean-up here. */
function onlyPromise(result: unknown): unknown {
  return result instanceof Promise ? result : undefined;
}

function nothing(): void {}
