import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { messageOf } from "@flotilla/protocol";
import { isAlive } from "@flotilla/service-kit";
import { type CgroupDriver, noCgroups } from "./cgroup-driver.ts";
import { CgroupsV1, type Hierarchy } from "./cgroup-v1.ts";
import { CgroupsV2 } from "./cgroup-v2.ts";

/** Where the kernel's files are; tests point it at a folder of their own. */
export interface CgroupRoots {
  readonly cgroups: string;
  readonly self: string;
}

const systemRoots: CgroupRoots = { cgroups: "/sys/fs/cgroup", self: "/proc/self/cgroup" };
const controllers = ["memory", "pids", "cpu"] as const;

/** Prefix of the groups that hold app processes; the worker's process id follows, so that a later worker can tell the dead. */
export const groupPrefix = "flotilla-";

/** The driver for this machine, with `name` as the folder of its groups, and why it is not a better one. */
export async function detectCgroups(
  name: string,
  roots: CgroupRoots = systemRoots,
): Promise<{ driver: CgroupDriver; reason: string }> {
  const own = await readFile(roots.self, "utf8").catch(() => "");
  const lines = own
    .trim()
    .split("\n")
    .map((line) => line.split(":"));
  const hierarchies = controllers.flatMap((controller): Hierarchy[] => {
    const line = lines.find(([, names]) => names?.split(",").includes(controller));
    const path = line?.slice(2).join(":");
    return path === undefined
      ? []
      : [{ controller, folder: join(roots.cgroups, line?.[1] ?? controller, path) }];
  });
  if (hierarchies.some(({ controller }) => controller === "memory")) {
    const refused = await firstRefusal(hierarchies.map(({ folder }) => folder));
    if (refused !== undefined) return { driver: noCgroups, reason: refused };
    return { driver: new CgroupsV1(hierarchies, name), reason: "version 1" };
  }
  const unified = lines
    .find(([number]) => number === "0")
    ?.slice(2)
    .join(":");
  if (unified === undefined) return { driver: noCgroups, reason: "no control groups" };
  return await openUnified(join(roots.cgroups, unified), name);
}

/** Version 2 gives controllers only to children of a group that holds no process, so we move ourselves into a leaf first. */
async function openUnified(
  own: string,
  name: string,
): Promise<{ driver: CgroupDriver; reason: string }> {
  const leaf = join(own, `${name}-supervisor`);
  const folder = join(own, name);
  const wanted = controllers.map((controller) => `+${controller}`).join(" ");
  try {
    const offered = (await readFile(join(own, "cgroup.controllers"), "utf8")).trim().split(" ");
    const missing = controllers.filter((controller) => !offered.includes(controller));
    if (missing.length > 0) return { driver: noCgroups, reason: `no ${missing.join(", ")} here` };
    const members = (await readFile(join(own, "cgroup.procs"), "utf8")).trim().split("\n");
    if (members.some((pid) => pid !== "" && Number(pid) !== process.pid)) {
      return { driver: noCgroups, reason: "the worker shares its control group with others" };
    }
    await mkdir(leaf, { recursive: true });
    await writeFile(join(leaf, "cgroup.procs"), String(process.pid));
    await writeFile(join(own, "cgroup.subtree_control"), wanted);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "cgroup.subtree_control"), wanted);
    return { driver: new CgroupsV2(folder), reason: "version 2" };
  } catch (error) {
    return { driver: noCgroups, reason: messageOf(error) };
  }
}

/** Making a group and taking it away again is the only sure test of being allowed to. */
async function firstRefusal(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const trial = join(folder, `${groupPrefix}trial-${process.pid}`);
    try {
      await mkdir(trial);
      await rmdir(trial);
    } catch (error) {
      return messageOf(error);
    }
  }
  return undefined;
}

/** Empty groups that workers which are gone have left behind. */
export async function sweepGroups(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const parent = join(folder, "..");
    for (const entry of await readdir(parent).catch(() => [])) {
      const pid = new RegExp(`^${groupPrefix}(\\d+)-`).exec(entry)?.[1];
      if (pid === undefined || isAlive(Number(pid))) continue;
      for (const child of await readdir(join(parent, entry), { withFileTypes: true })) {
        if (child.isDirectory()) await rmdir(join(parent, entry, child.name)).catch(() => {});
      }
      await rmdir(join(parent, entry)).catch(() => {}); // still in use, or gone meanwhile
    }
  }
}
