import { parentPort, workerData } from "node:worker_threads";
import { provideSdk } from "./provide-sdk.ts";
import type { ThreadData, ThreadMessage } from "./threads.ts";

const { module, sdk, input } = workerData as ThreadData;
const send = (message: ThreadMessage): void => parentPort?.postMessage(message);

provideSdk(sdk);
try {
  const { run } = (await import(module)) as { run?: unknown };
  if (typeof run !== "function") {
    throw new TypeError(`${module}: expected an exported function run(input, report)`);
  }
  const report = (value: unknown): void => send({ type: "progress", value });
  send({ type: "result", value: await run(input, report) });
} catch (error) {
  try {
    send({ type: "error", error });
  } catch {
    send({ type: "error", error: new Error(String(error)) }); // it held something that cannot be cloned
  }
}
