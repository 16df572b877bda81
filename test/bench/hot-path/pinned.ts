import type { ForkOptions } from "node:child_process";
import process from "node:process";

/** Options that fork a process on one CPU: `taskset` becomes the program, Node its argument. */
export function pinned(cpu: string, flags: readonly string[] = []): ForkOptions {
  return {
    execPath: "taskset",
    execArgv: ["-c", cpu, process.execPath, "--disable-warning=ExperimentalWarning", ...flags],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  };
}
