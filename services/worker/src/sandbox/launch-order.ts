import type { Machine } from "./machine.ts";
import type { ProcessLimits } from "./process-limits.ts";
import type { Stage } from "./staging.ts";
import type { Tier } from "./tier.ts";

/** Where the app process finds its files. */
export interface AppView {
  readonly node: string;
  readonly runtime: string;
  readonly release: string;
  readonly scratch: string;
}

/** File descriptors that every launch hands over. */
export const launchFds = { control: 3, listener: 4, filter: 5, accounts: 6 } as const;

/** What is to run where. */
export interface LaunchOrder {
  readonly tier: Tier;
  readonly machine: Machine;
  /** Paths on the host. */
  readonly files: AppView;
  readonly limits: ProcessLimits;
  /** The user id to drop to; undefined keeps the worker's own. */
  readonly uid: number | undefined;
  /** `cgroup.procs` files to join before anything else. */
  readonly cgroupFiles: readonly string[];
  /** What the control group bounds; the rest is left to rlimits and niceness. */
  readonly bounded: { readonly memory: boolean; readonly cpu: boolean };
  /** Set when the files are out of reach for `uid` and have to be bound elsewhere first. */
  readonly stage: Stage | undefined;
  /** bubblewrap can forbid nested user namespaces by sysctl here. */
  readonly disableUserns: boolean;
  /** Runs instead of the runtime: the self-test's probe. */
  readonly probe?: Probe;
}

/** A program text and its one argument. */
export interface Probe {
  readonly code: string;
  readonly argument: string;
}
