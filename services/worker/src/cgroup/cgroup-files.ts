import { mkdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { systemCodeOf } from "@flotilla/protocol";

/** Makes a group and sets its values. */
export async function makeGroup(
  folder: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [file, value] of Object.entries(values)) await writeFile(join(folder, file), value);
}

/** Kills every process of a group until none is left, or a second has passed. */
export async function killMembers(folder: string): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const members = await membersOf(folder);
    if (members.length === 0) return;
    for (const pid of members) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // ended meanwhile
      }
    }
    await sleep(50);
  }
}

/** Removes a group; the kernel refuses while its last process is being taken down. */
export async function removeGroup(folder: string): Promise<void> {
  for (let round = 0; round < 40; round += 1) {
    try {
      await rmdir(folder);
      return;
    } catch (error) {
      const code = systemCodeOf(error);
      if (code === "ENOENT") return;
      if (code !== "EBUSY" && code !== "ENOTEMPTY") throw error;
    }
    await sleep(25);
  }
}

/** A number after a word, as in `oom_kill 3`. */
export async function readCounter(file: string, word: string): Promise<number> {
  const text = await readFile(file, "utf8").catch(() => "");
  return Number(new RegExp(`^${word} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
}

/** Processes of a group by their ids here; those of namespaces we cannot see are 0 and left out. */
async function membersOf(folder: string): Promise<number[]> {
  const text = await readFile(join(folder, "cgroup.procs"), "utf8").catch(() => "");
  return text
    .split("\n")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid);
}
