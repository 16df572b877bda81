import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
