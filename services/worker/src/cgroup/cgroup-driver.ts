import type { ProcessLimits } from "../sandbox/process-limits.ts";

/** A control group of one app process. */
export interface Cgroup {
  /** Writing a process id into each of these joins. */
  readonly joinFiles: readonly string[];
  /** How many processes the kernel has ended here for lack of memory. */
  oomKills(): Promise<number>;
  /** Ends every process in it. */
  kill(): Promise<void>;
  /** Takes it away; waits a moment for processes that are ending. */
  remove(): Promise<void>;
}

/** Control groups as this machine offers them. */
export interface CgroupDriver {
  readonly version: "v1" | "v2" | "none";
  /** What its groups bound. */
  readonly bounds: { readonly memory: boolean; readonly cpu: boolean };
  /** Folders that hold the groups, for whoever cleans up after this process. */
  readonly folders: readonly string[];
  create(name: string, limits: ProcessLimits): Promise<Cgroup>;
  /** Removes the folders. */
  stop(): Promise<void>;
}

/** No control groups: limits are left to rlimits and the memory watch. */
export const noCgroups: CgroupDriver = {
  version: "none",
  bounds: { memory: false, cpu: false },
  folders: [],
  create: async () => ({
    joinFiles: [],
    oomKills: async () => 0,
    kill: async () => {},
    remove: async () => {},
  }),
  stop: async () => {},
};
