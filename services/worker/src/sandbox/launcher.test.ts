import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { noCgroups } from "../cgroup/cgroup-driver.ts";
import { Launcher } from "./launcher.ts";
import { inspectMachine } from "./machine.ts";
import { defaultLimits } from "./process-limits.ts";

test("a launch that fails on its way leaves no socket, no descriptor and no file behind", async () => {
  const runFolder = await mkdtemp(join(tmpdir(), "flotilla-launcher-"));
  try {
    const launcher = new Launcher({
      tier: "landlock",
      machine: { ...(await inspectMachine()), architecture: "riscv64" },
      cgroups: noCgroups,
      runFolder,
      runtimeFolder: runFolder,
      disableUserns: false,
    });
    const launch = launcher.launch({ id: "p1", releaseFolder: runFolder, limits: defaultLimits });
    await expect(launch).rejects.toThrow("no call filter for riscv64");
    expect(readFileSync("/proc/net/unix", "utf8")).not.toContain(runFolder);
    expect(await readdir(runFolder)).toEqual([]);
  } finally {
    await rm(runFolder, { recursive: true, force: true });
  }
});
