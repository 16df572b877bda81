import type { Ended } from "../sandbox/launcher.ts";

/** Why an app process ended; a closed set, it labels a metric. */
export type ExitReason = "ok" | "crash" | "oom" | "unresponsive" | "killed";

/** What was known of a process when it ended. */
export interface ExitFacts extends Ended {
  /** It was told to end. */
  readonly asked: boolean;
  /** Why it was killed from here, if it was. */
  readonly killedFor: ExitReason | undefined;
  /** V8 wrote on the way out that its heap was full. */
  readonly heapFull: boolean;
}

/** Decides the reason; what the kernel and the watches saw counts before what the process did about it. */
export function exitReasonOf(facts: ExitFacts): ExitReason {
  if (facts.oomKilled || facts.heapFull) return "oom";
  if (facts.killedFor !== undefined) return facts.killedFor;
  if (!facts.asked) return "crash";
  return facts.code === 0 ? "ok" : "killed";
}
