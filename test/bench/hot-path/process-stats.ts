import { readdirSync, readFileSync } from "node:fs";

/** CPU seconds that processes have used, from the scheduler's nanoseconds. */
export function cpuSeconds(pids: readonly number[]): number {
  let ns = 0;
  for (const pid of pids) {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      ns += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]);
    }
  }
  return ns / 1e9;
}

/** A process and all below it. */
export function familyOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim().split(" "),
  );
  return [pid, ...children.filter((one) => one !== "").flatMap((one) => familyOf(Number(one)))];
}

/** CPU seconds that this machine has been busy with anything. */
export function busySeconds(): number {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / 100;
}

/** Resident memory in MiB. */
export function residentMib(pids: readonly number[]): number {
  return sumMib(pids, /^Rss:\s+(\d+)/gm);
}

/** Memory in MiB that no other process shares: what one more of them costs. */
export function privateMib(pids: readonly number[]): number {
  return sumMib(pids, /^Private_(?:Clean|Dirty):\s+(\d+)/gm);
}

function sumMib(pids: readonly number[], lines: RegExp): number {
  let kib = 0;
  for (const pid of pids) {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    for (const [, value] of rollup.matchAll(lines)) kib += Number(value);
  }
  return kib / 1024;
}
