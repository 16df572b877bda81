import type { ProcessInfo } from "../processes.ts";

/** Longer than any step of a test. */
export const leaseMs = 10_000;

/** A ready process of the app `t/counter` with four seats. */
export function process(id: string, part: Partial<ProcessInfo> = {}): ProcessInfo {
  return {
    id,
    workerId: "w1",
    team: "t",
    app: "counter",
    release: "r1",
    socketPath: `/run/${id}.sock`,
    capacity: 4,
    state: "ready",
    ...part,
  };
}
