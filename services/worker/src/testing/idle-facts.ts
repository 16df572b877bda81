import type { WorkerFacts } from "../metrics.ts";

/** What a worker that runs nothing has to tell. */
export const idleFacts: WorkerFacts = {
  processes: () => [],
  backoffs: () => 0,
  capacity: () => 0,
  draining: () => false,
  relayed: () => 0,
  waitingMessages: () => 0,
  leaseAgeS: () => 0,
  showsUsage: false,
};
