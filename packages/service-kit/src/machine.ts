import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * A name for this machine and view of its files, of letters and digits: services of the same name reach each other's sockets
 * by their paths, others over the network. It changes when the machine starts anew.
 */
export function machineName(): string {
  const facts = [
    read(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    read(() => readlinkSync("/proc/self/ns/mnt")),
    hostname(),
  ];
  return createHash("sha256").update(facts.join(" ")).digest("hex").slice(0, 12);
}

/** A worker's id: made anew at each start, with the machine in it. */
export function makeWorkerId(machine: string): string {
  return `worker-${machine}-${randomBytes(6).toString("hex")}`;
}

/** Whether a worker is on a machine; ids of another form say nothing of machines and belong to the same one. */
export function isOnMachine(workerId: string, machine: string): boolean {
  const [, its = machine] = /^worker-([a-z0-9]+)-[0-9a-f]{12}$/.exec(workerId) ?? [];
  return its === machine;
}

function read(look: () => string): string {
  try {
    return look();
  } catch {
    return ""; // no Linux
  }
}
