import process from "node:process";
import type { WorkerMessage } from "@flotilla/protocol";

/** Lets an app process run inputs for so long from now, by the one clock that all processes of a machine share. */
export function leaseMessage(forMs: number): Extract<WorkerMessage, { type: "lease" }> {
  return { type: "lease", until: Number(process.hrtime.bigint()) / 1e6 + forMs };
}
