import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessLimits } from "../sandbox/process-limits.ts";
import type { Cgroup, CgroupDriver } from "./cgroup-driver.ts";
import { killMembers, makeGroup, readCounter, removeGroup } from "./cgroup-files.ts";

const periodUs = 100_000;

/** Where this process is in one hierarchy of version 1. */
export interface Hierarchy {
  readonly controller: "memory" | "pids" | "cpu";
  readonly folder: string;
}

/** Control groups of version 1: one folder for each controller. */
export class CgroupsV1 implements CgroupDriver {
  readonly version = "v1";
  readonly bounds: { readonly memory: boolean; readonly cpu: boolean };
  readonly folders: readonly string[];
  readonly #hierarchies: readonly Hierarchy[];

  /** `own` are the groups of this process, `name` becomes a child of each. */
  constructor(own: readonly Hierarchy[], name: string) {
    this.#hierarchies = own.map(({ controller, folder }) => ({
      controller,
      folder: join(folder, name),
    }));
    this.folders = this.#hierarchies.map(({ folder }) => folder);
    const has = (controller: string): boolean => own.some((each) => each.controller === controller);
    this.bounds = { memory: has("memory"), cpu: has("cpu") };
  }

  async create(name: string, limits: ProcessLimits): Promise<Cgroup> {
    const groups = this.#hierarchies.map(({ controller, folder }) => ({
      controller,
      folder: join(folder, name),
    }));
    for (const { controller, folder } of groups) {
      await makeGroup(folder, valuesOf(controller, limits));
      if (controller === "memory") await boundSwap(folder, limits);
    }
    const memory = groups.find(({ controller }) => controller === "memory");
    return {
      joinFiles: groups.map(({ folder }) => join(folder, "cgroup.procs")),
      oomKills: async () =>
        memory === undefined
          ? 0
          : await readCounter(join(memory.folder, "memory.oom_control"), "oom_kill"),
      kill: async () => {
        const any = groups[0];
        if (any !== undefined) await killMembers(any.folder);
      },
      remove: async () => {
        for (const { folder } of groups) await removeGroup(folder);
      },
    };
  }

  async stop(): Promise<void> {
    for (const folder of this.folders) await removeGroup(folder);
  }
}

function valuesOf(
  controller: Hierarchy["controller"],
  limits: ProcessLimits,
): Record<string, string> {
  switch (controller) {
    case "memory":
      return { "memory.limit_in_bytes": String(limits.memoryBytes) };
    case "pids":
      return { "pids.max": String(limits.processes) };
    case "cpu":
      return {
        "cpu.cfs_period_us": String(periodUs),
        "cpu.cfs_quota_us": String(Math.round(limits.cpus * periodUs)),
      };
  }
}

/** Only kernels that count swap have the file; it may not be lower than the memory limit, so it comes second. */
async function boundSwap(folder: string, limits: ProcessLimits): Promise<void> {
  const file = "memory.memsw.limit_in_bytes";
  const counts = await access(join(folder, file), constants.W_OK).then(
    () => true,
    () => false,
  );
  if (counts) await makeGroup(folder, { [file]: String(limits.memoryBytes) });
}
