import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "@jest/globals";
import { defaultLimits } from "../sandbox/process-limits.ts";
import { detectCgroups } from "./detect-cgroups.ts";

/** A folder in the form of /sys/fs/cgroup, plain files where the kernel has its own. */
async function open(self: string) {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-cgroup-"));
  const roots = { cgroups: join(folder, "cgroup"), self: join(folder, "self") };
  await mkdir(roots.cgroups);
  await writeFile(roots.self, self);
  return {
    roots,
    path: (...parts: string[]) => join(roots.cgroups, ...parts),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

test("version 2: the worker moves into a leaf and gives controllers to its children", async () => {
  await using opened = await open("0::/box\n");
  const own = opened.path("box");
  await mkdir(own);
  await writeFile(join(own, "cgroup.controllers"), "cpuset cpu io memory pids\n");
  await writeFile(join(own, "cgroup.procs"), `${process.pid}\n`);
  const { driver } = await detectCgroups("flotilla-1-a", opened.roots);

  expect(driver.version).toBe("v2");
  expect(driver.bounds).toEqual({ memory: true, cpu: true });
  const leaf = join(own, "flotilla-1-a-supervisor", "cgroup.procs");
  expect(await readFile(leaf, "utf8")).toBe(String(process.pid));
  expect(await readFile(join(own, "cgroup.subtree_control"), "utf8")).toBe("+memory +pids +cpu");

  const group = await driver.create("p1", { ...defaultLimits, cpus: 0.5 });
  const values = (file: string) => readFile(join(own, "flotilla-1-a", "p1", file), "utf8");
  expect(await values("memory.max")).toBe(String(defaultLimits.memoryBytes));
  expect(await values("memory.swap.max")).toBe("0");
  expect(await values("pids.max")).toBe("64");
  expect(await values("cpu.max")).toBe("50000 100000");
  expect(group.joinFiles).toEqual([join(own, "flotilla-1-a", "p1", "cgroup.procs")]);
  await writeFile(join(own, "flotilla-1-a", "p1", "memory.events"), "low 0\noom 2\noom_kill 1\n");
  expect(await group.oomKills()).toBe(1);
});

test("version 2: a group that others share is left as it is", async () => {
  await using opened = await open("0::/box\n");
  const own = opened.path("box");
  await mkdir(own);
  await writeFile(join(own, "cgroup.controllers"), "cpu memory pids\n");
  await writeFile(join(own, "cgroup.procs"), `1\n${process.pid}\n`);
  const { driver, reason } = await detectCgroups("flotilla-1-a", opened.roots);
  expect(driver.version).toBe("none");
  expect(reason).toContain("shares its control group");
});

test("version 2: without the controllers there is nothing to use", async () => {
  await using opened = await open("0::/\n");
  await writeFile(opened.path("cgroup.controllers"), "cpuset hugetlb\n");
  const { driver, reason } = await detectCgroups("flotilla-1-a", opened.roots);
  expect(driver.version).toBe("none");
  expect(reason).toContain("memory, pids, cpu");
});

test("version 1: each controller has a group of its own", async () => {
  await using opened = await open("3:pids:/\n2:memory:/box\n1:cpu:/\n0::/\n");
  for (const each of ["pids", "memory/box", "cpu"])
    await mkdir(opened.path(each), { recursive: true });
  const { driver } = await detectCgroups("flotilla-1-a", opened.roots);
  expect(driver.version).toBe("v1");
  const group = await driver.create("p1", defaultLimits);
  expect(group.joinFiles).toHaveLength(3);
  const memory = opened.path("memory/box/flotilla-1-a/p1");
  expect(await readFile(join(memory, "memory.limit_in_bytes"), "utf8")).toBe(
    String(defaultLimits.memoryBytes),
  );
  expect(await readFile(opened.path("pids/flotilla-1-a/p1/pids.max"), "utf8")).toBe("64");
});

test("a machine that is no Linux has none", async () => {
  await using opened = await open("");
  expect((await detectCgroups("flotilla-1-a", opened.roots)).driver.version).toBe("none");
});
