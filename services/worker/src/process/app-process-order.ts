import type { ProcessLimits } from "../sandbox/process-limits.ts";

/** Bounds in time of an app process's life. */
export interface ProcessTimes {
  readonly startMs: number;
  /** How long an event loop may be silent. */
  readonly eventMs: number;
  /** How long a process may take to end by itself. */
  readonly stopMs: number;
}

/** What to run. */
export interface AppProcessOrder {
  readonly id: string;
  readonly team: string;
  readonly app: string;
  readonly release: string;
  readonly releaseFolder: string;
  readonly assetsDir: string | undefined;
  readonly settings: Record<string, unknown>;
  readonly capacity: number;
  readonly limits: ProcessLimits;
  readonly times: ProcessTimes;
  /** It has no network: its worker sends its requests. */
  readonly relaysRequests: boolean;
}
