import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "@jest/globals";
import { findRunningHosts, RunFile, type RunningHost } from "./run-file.ts";

const host = (pid: number, startedAt: string): RunningHost => ({
  url: "http://127.0.0.1:8080",
  internalUrl: "http://127.0.0.1:9090",
  tokenFile: "/data/admin-token",
  dataDir: "/data",
  tier: "full",
  pid,
  startedAt,
});

test("a host is found while it runs, by its user alone, and leaves no folder", async () => {
  await using home = await temporaryFolder();
  const folder = join(home.path, "flotilla");
  const file = new RunFile(folder);
  const mine = host(process.pid, "2026-01-01T00:00:00.000Z");
  await file.write(mine);

  expect(await findRunningHosts(folder)).toEqual([mine]);
  const { mode } = await stat(join(folder, "hosts", `${process.pid}.json`));
  expect(mode & 0o777).toBe(0o600);
  await file.remove(process.pid);
  expect(await findRunningHosts(folder)).toEqual([]);
  expect(await readdir(home.path)).toEqual([]);
});

test("the newest host comes first, and what a killed one left is removed", async () => {
  await using home = await temporaryFolder();
  const file = new RunFile(home.path);
  await file.write(host(process.ppid, "2026-01-01T00:00:00.000Z"));
  await file.write(host(process.pid, "2026-01-02T00:00:00.000Z"));
  await file.write(host(2 ** 22 + 1, "2026-01-03T00:00:00.000Z"));
  await writeFile(join(home.path, "hosts", "9.json"), "{ half");

  const pids = (await findRunningHosts(home.path)).map((found) => found.pid);

  expect(pids).toEqual([process.pid, process.ppid]);
  expect(await readdir(join(home.path, "hosts"))).toHaveLength(2);
});

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), "flotilla-run-file-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
