import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { DiskObjects } from "../disk/disk-objects.ts";
import { Catalog } from "./catalog.ts";

const first = { team: "t", app: "a", release: "1".repeat(16) };
const second = { ...first, release: "2".repeat(16) };
const [one, two] = ["a".repeat(32), "b".repeat(32)];
const bytes = (text: string) => new TextEncoder().encode(text);

async function withCatalog(use: (catalog: Catalog) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-snapshots-"));
  const objects = new DiskObjects(folder);
  await objects.start();
  try {
    await use(new Catalog(objects));
  } finally {
    await objects.stop();
    await rm(folder, { recursive: true });
  }
}

test("pages are found by release and name until they are forgotten", () =>
  withCatalog(async ({ snapshots }) => {
    await snapshots.keep(first, one, bytes("one"));
    await snapshots.keep(first, two, bytes("two"));
    expect(await snapshots.names(first)).toEqual(new Set([one, two]));
    expect(await snapshots.read(first, two)).toEqual(bytes("two"));
    await snapshots.forget(first, two);
    expect(await snapshots.names(first)).toEqual(new Set([one]));
    expect(await snapshots.read(first, two)).toBeUndefined();
  }));

test("pages of earlier releases go with the first of another", () =>
  withCatalog(async ({ snapshots }) => {
    await snapshots.keep(first, one, bytes("one"));
    await snapshots.keep({ ...first, app: "other" }, one, bytes("other"));
    await snapshots.keep(second, one, bytes("two"));
    expect(await snapshots.names(first)).toEqual(new Set());
    expect(await snapshots.names(second)).toEqual(new Set([one]));
    expect(await snapshots.names({ ...first, app: "other" })).toEqual(new Set([one]));
  }));

test("pages go with their app", () =>
  withCatalog(async (catalog) => {
    await catalog.createTeam("t");
    await catalog.createApp("t", "a");
    await catalog.snapshots.keep(first, one, bytes("one"));
    await catalog.removeApp("t", "a");
    expect(await catalog.snapshots.names(first)).toEqual(new Set());
  }));
