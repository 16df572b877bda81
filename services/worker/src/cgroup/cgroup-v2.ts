import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProcessLimits } from "../sandbox/process-limits.ts";
import type { Cgroup, CgroupDriver } from "./cgroup-driver.ts";
import { killMembers, makeGroup, readCounter, removeGroup } from "./cgroup-files.ts";

const periodUs = 100_000;

/** Control groups of version 2: one folder with all controllers. */
export class CgroupsV2 implements CgroupDriver {
  readonly version = "v2";
  readonly bounds = { memory: true, cpu: true };
  readonly folders: readonly string[];
  readonly #folder: string;

  /** `folder` has memory, pids and cpu enabled for its children. */
  constructor(folder: string) {
    this.#folder = folder;
    this.folders = [folder];
  }

  async create(name: string, limits: ProcessLimits): Promise<Cgroup> {
    const folder = join(this.#folder, name);
    await makeGroup(folder, {
      "memory.max": String(limits.memoryBytes),
      "memory.swap.max": "0",
      "pids.max": String(limits.processes),
      "cpu.max": `${Math.round(limits.cpus * periodUs)} ${periodUs}`,
    });
    return {
      joinFiles: [join(folder, "cgroup.procs")],
      oomKills: () => readCounter(join(folder, "memory.events"), "oom_kill"),
      kill: async () => {
        // cgroup.kill came with Linux 5.14
        await writeFile(join(folder, "cgroup.kill"), "1", { flag: "r+" }).catch(() => {});
        await killMembers(folder);
      },
      remove: () => removeGroup(folder),
    };
  }

  async stop(): Promise<void> {
    await removeGroup(this.#folder);
  }
}
