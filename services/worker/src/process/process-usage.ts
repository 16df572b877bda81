import { readFile } from "node:fs/promises";

const pageBytes = 4096;
const ticksPerSecond = 100; // USER_HZ, the same on all machines that Node runs on
const firstTime = 11; // utime, stime, cutime and cstime behind the program's name in parentheses and the state

/** Resident memory of a process and its descendants; 0 for one that has ended. */
export async function residentBytes(pid: number): Promise<number> {
  return await sumOverTree(pid, async (each) => {
    const statm = await readText(`/proc/${each}/statm`);
    return Number(statm.split(" ")[1] ?? 0) * pageBytes;
  });
}

/** Processor time of a process and its descendants, ended ones that were waited for included. */
export async function cpuSeconds(pid: number): Promise<number> {
  return await sumOverTree(pid, async (each) => {
    const stat = await readText(`/proc/${each}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(firstTime, firstTime + 4).map(Number);
    return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
  });
}

async function sumOverTree(pid: number, own: (pid: number) => Promise<number>): Promise<number> {
  const [value, children] = await Promise.all([
    own(pid),
    readText(`/proc/${pid}/task/${pid}/children`),
  ]);
  const pids = children.split(" ").map(Number);
  const rest = await Promise.all(
    pids.filter((child) => child > 0).map((child) => sumOverTree(child, own)),
  );
  return rest.reduce((sum, each) => sum + each, Number.isFinite(value) ? value : 0);
}

async function readText(path: string): Promise<string> {
  return await readFile(path, "utf8").catch(() => ""); // ended meanwhile
}
