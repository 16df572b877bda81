import type { AppMessage } from "@flotilla/protocol";

/** Memory, event-loop delay and sessions of a process as it last told. */
export interface Vitals {
  readonly rss: number;
  readonly lagMs: number;
  /** Sessions whose client has not been answered yet. */
  readonly starting: number;
  /** Sessions without a client. */
  readonly detached: number;
}

/** What an answer to a ping tells. */
export function vitalsOf({
  rss,
  lagMs,
  starting = 0,
  detached = 0,
}: Extract<AppMessage, { type: "pong" }>): Vitals {
  return { rss, lagMs, starting, detached };
}
