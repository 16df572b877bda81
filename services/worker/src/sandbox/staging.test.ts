import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { isReachableByAll, planStage } from "./staging.ts";

async function open() {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-staging-"));
  await mkdir(join(folder, "inner"));
  await writeFile(join(folder, "inner", "file"), "");
  await chmod(folder, 0o711);
  return {
    inner: join(folder, "inner"),
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

test("a folder is reachable if each one above it may be entered and it may be read", async () => {
  await using opened = await open();
  expect(isReachableByAll(opened.inner)).toBe(true);
  await chmod(opened.inner, 0o711);
  expect(isReachableByAll(opened.inner)).toBe(false); // entered, not read
  await chmod(opened.inner, 0o755);
  await chmod(opened.folder, 0o700);
  expect(isReachableByAll(opened.inner)).toBe(false);
});

test("a stage hides none of the files that it binds", async () => {
  await using opened = await open();
  const stage = planStage([{ name: "release", path: opened.inner }], []);
  expect(stage).toBeDefined();
  expect(opened.inner.startsWith(`${stage?.folder}/`)).toBe(false);
  expect(stage?.pathOf("release")).toBe(`${stage?.folder}/release`);
  expect(stage?.arguments).toEqual([opened.inner]); // paths travel as arguments, never in the script
  expect(stage?.lines.join("\n")).not.toContain(opened.inner);
});
