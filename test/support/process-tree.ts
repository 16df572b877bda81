import { readdir, readFile } from "node:fs/promises";

/** The processes that a process has started, and theirs; only where there is /proc. */
export async function descendantsOf(pid: number): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const [, parent] = /\) \S (\d+) /.exec(stat) ?? [];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const found = new Set([pid]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const [child, parent] of parents) if (found.has(parent)) found.add(child);
  }
  found.delete(pid);
  return [...found];
}

/** Whether a process is there and no mere entry that nobody has collected. */
export async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat !== "" && !/\) [ZX] /.test(stat);
}

/** The processes below one that run programs of apps. */
export async function appProcessesOf(pid: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (const each of await descendantsOf(pid)) {
    const line = await readFile(`/proc/${each}/cmdline`, "utf8").catch(() => "");
    const isLeaf = (await descendantsOf(each)).length === 0;
    if (isLeaf && line.includes("main.mjs")) found.push(each);
  }
  return found;
}
