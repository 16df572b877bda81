import { parentPort, workerData } from "node:worker_threads";
import { hostFetch } from "./host-fetch.ts";
import { provideSdk } from "./provide-sdk.ts";
import { threadRequests } from "./thread-requests.ts";
import type { ThreadData, ThreadMessage } from "./threads.ts";

const { module, sdk, input, relaysRequests } = workerData as ThreadData;
const send = (message: ThreadMessage): void => parentPort?.postMessage(message);

Reflect.deleteProperty(globalThis, "gc"); // the runtime's alone
provideSdk(sdk);
if (relaysRequests && parentPort !== null) {
  Reflect.set(globalThis, "fetch", hostFetch(threadRequests(parentPort)));
}
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
