import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import process from "node:process";
import { expect, test } from "@jest/globals";
import { RunFolder } from "./run-folder.ts";

/** The shell that takes the folder away; 0 if it has ended. */
function caretakerOf(path: string): number {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return Number(pids.find((pid) => argumentsOf(pid).includes(path)) ?? 0);
}

function argumentsOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return []; // it has ended meanwhile
  }
}

test("a folder whose caretaker was killed is taken away by the worker itself", async () => {
  const parent = await mkdtemp(join(tmpdir(), "flotilla-run-test-"));
  try {
    const folder = new RunFolder(parent, []);
    const path = await folder.open();
    process.kill(caretakerOf(path), "SIGKILL");
    while (caretakerOf(path) > 0) await new Promise((resolve) => setImmediate(resolve));
    await folder.close();
    expect(existsSync(path)).toBe(false);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});

test("folders of workers that were killed are taken away, also if their process id is that of this one", async () => {
  const parent = await mkdtemp(join(tmpdir(), "flotilla-run-test-"));
  try {
    const before = new RunFolder(parent, []);
    const running = await before.open();
    const [ended, reborn, other] = ["4194305.1-AAAAAA", `${process.pid}.1-BBBBBB`, "releases"];
    for (const name of [ended, reborn, other])
      await mkdir(join(parent, name, "p1"), { recursive: true });
    const folder = new RunFolder(parent, []);
    const path = await folder.open();
    expect(readdirSync(parent).sort()).toEqual([basename(running), basename(path), other].sort());
    await folder.close();
    await before.close();
    expect(readdirSync(parent)).toEqual([other]);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
});
