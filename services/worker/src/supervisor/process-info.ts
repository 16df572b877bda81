import type { ProcessInfo } from "@flotilla/store";
import type { AppProcess } from "../process/app-process.ts";

/** What the store is told of a process. */
export function processInfo(
  process: AppProcess,
  workerId: string,
  state: ProcessInfo["state"],
): ProcessInfo {
  const { team, app, release, capacity } = process.order;
  const { id, socketPath } = process;
  return { id, workerId, team, app, release, socketPath, capacity, state };
}
