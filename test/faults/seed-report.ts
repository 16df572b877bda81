import type { Violation } from "./check-history.ts";

/** A run of a seed in which something was wrong. */
export interface BadRun {
  readonly violations: readonly Violation[];
  /** Where its whole history is. */
  readonly file: string;
  /** The history of the first session that is concerned. */
  readonly excerpt: string;
}

/** What came of a seed, as one process tells another. */
export interface SeedReport {
  readonly seed: number;
  /** How often each fault was carried out. */
  readonly faults: Readonly<Record<string, number>>;
  readonly clicks: number;
  readonly tookMs: number;
  /** The last run, if something was wrong with it. */
  readonly bad?: BadRun;
  /** Runs before it, in which only something was late, on a machine that had other things to do. */
  readonly repeated: readonly BadRun[];
}
