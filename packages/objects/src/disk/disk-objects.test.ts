import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "@jest/globals";
import { objectStoreContract } from "../contract/index.ts";
import { DiskObjects } from "./disk-objects.ts";

objectStoreContract("disk", async () => {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-objects-"));
  const objects = new DiskObjects(folder);
  await objects.start();
  return {
    objects,
    async [Symbol.asyncDispose]() {
      await objects.stop();
      await rm(folder, { recursive: true });
    },
  };
});

test("processes that share a folder lose no write, even when one of them is killed", async () => {
  await using folder = await temporaryFolder();
  await using objects = await started(folder.path);
  await objects.value.put("number", new TextEncoder().encode("0"));
  const children = [40, 40, 40].map((times) => countUp(folder.path, times));
  const doomed = countUp(folder.path, 1_000_000);

  await until(async () => (await numberIn(objects.value)) > 20);
  doomed.kill("SIGKILL");
  const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
  await exited(doomed);
  const settled = await numberIn(objects.value);
  const last = countUp(folder.path, 5);
  await once(last, "exit");

  expect(codes).toEqual([0, 0, 0]);
  expect(settled).toBeGreaterThanOrEqual(120);
  expect(await numberIn(objects.value)).toBe(settled + 5);
}, 30_000);

test("an object that another store of the folder has replaced or deleted is read anew", async () => {
  await using folder = await temporaryFolder();
  await using mine = await started(folder.path);
  await using other = await started(folder.path);
  const text = async () => {
    const found = await mine.value.get("note");
    return found && new TextDecoder().decode(found.body);
  };
  for (let round = 0; round < 50; round += 1) {
    const value = String(1_000 + round); // all of one size
    await other.value.put("note", new TextEncoder().encode(value));
    expect([await text(), await text()]).toEqual([value, value]);
  }
  await other.value.delete("note");
  expect(await text()).toBeUndefined();
});

test("a start clears what a writer left long ago, and nothing newer", async () => {
  await using folder = await temporaryFolder();
  const incoming = join(folder.path, "incoming");
  await mkdir(incoming);
  await writeFile(join(incoming, "old"), "x");
  await writeFile(join(incoming, "new"), "x");
  await utimes(join(incoming, "old"), 1, 1);

  await using _objects = await started(folder.path);

  expect(await readdir(incoming)).toEqual(["new"]);
});

test("no temporary file stays after writes that succeed, fail or lose", async () => {
  await using folder = await temporaryFolder();
  await using objects = await started(folder.path);
  const body = new Uint8Array(3);

  await objects.value.put("a", body);
  await expect(objects.value.put("a", body, { ifNoneMatch: "*" })).rejects.toThrow("object a");
  await expect(objects.value.put("a", broken())).rejects.toThrow("broken");

  expect(await readdir(join(folder.path, "incoming"))).toEqual([]);
});

async function* broken(): AsyncIterable<Uint8Array> {
  yield new Uint8Array(1);
  throw new Error("broken");
}

function countUp(root: string, times: number): ChildProcess {
  const script = join(import.meta.dirname, "..", "testing", "count-up.ts");
  return spawn(process.execPath, [script, root, `${times}`], { stdio: "inherit" });
}

async function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

async function numberIn(objects: DiskObjects): Promise<number> {
  return Number(new TextDecoder().decode((await objects.get("number"))?.body));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error("expected it to hold by now");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function started(root: string) {
  const value = new DiskObjects(root);
  await value.start();
  return { value, [Symbol.asyncDispose]: () => value.stop() };
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), "flotilla-objects-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
