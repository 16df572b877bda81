import process from "node:process";
import { IdleTrim } from "./idle-trim.ts";
import { Runtime } from "./runtime.ts";

/** Put in by the build. */
declare const FLOTILLA_SDK_VERSION: string;

const { gc } = globalThis;
Reflect.deleteProperty(globalThis, "gc"); // apps are not to depend on it
if (gc) {
  new IdleTrim({
    workedMs: () => performance.eventLoopUtilization().active,
    heapBytes: () => process.memoryUsage().heapUsed,
    collect: () => gc({ type: "major", execution: "sync", flavor: "last-resort" }),
  }).start();
}
new Runtime(FLOTILLA_SDK_VERSION).start();
