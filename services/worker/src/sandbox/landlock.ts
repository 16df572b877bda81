import { readFileSync } from "node:fs";
import { arm64Syscalls, x64Syscalls } from "../generated/syscall-numbers.ts";
import { type AppView, launchFds } from "./launch-order.ts";
import type { Machine } from "./machine.ts";

/** Starts `program` under Landlock: it reads its libraries and its files, writes its scratch folder, reaches nothing else. */
export function landlockArguments(
  machine: Machine,
  view: AppView,
  program: readonly string[],
): string[] {
  const numbers = machine.architecture === "arm64" ? arm64Syscalls : x64Syscalls;
  const script = readFileSync(new URL("./landlock.pl", import.meta.url), "utf8");
  return [
    machine.tools.perl ?? "perl",
    "-e",
    script,
    String(numbers.prctl),
    String(numbers.seccomp),
    String(launchFds.filter),
    ...machine.libraries.node.map((path) => `rx:${path}`),
    `rx:${view.node}`,
    `ro:${view.runtime}`,
    `ro:${view.release}`,
    `rw:${view.scratch}`,
    ...["/dev/null", "/dev/urandom", "/proc/self"].map((path) => `ro:${path}`),
    "--",
    ...program,
  ];
}
