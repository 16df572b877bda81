import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { DiskObjects } from "../disk/disk-objects.ts";
import { Catalog } from "./catalog.ts";
import type { Release } from "./records.ts";
import { releaseId } from "./release-id.ts";

test("a team and an app are made once, and listed by name", async () => {
  await using opened = await open();
  const { catalog } = opened;

  expect(await catalog.createTeam("crew")).toBe(true);
  expect(await catalog.createTeam("crew")).toBe(false);
  expect(await catalog.createApp("crew", "shop")).toBe(true);
  expect(await catalog.createApp("crew", "shop")).toBe(false);
  await catalog.createApp("crew", "atlas");

  expect((await catalog.teams()).map((team) => team.name)).toEqual(["crew"]);
  expect((await catalog.apps("crew")).map((app) => app.name)).toEqual(["atlas", "shop"]);
});

test.each(["", "..", "Crew", "a/b", "a.b", "-a", "a--b", "x".repeat(41)])(
  "nothing can have the name %j, so nothing is found",
  async (name) => {
    await using opened = await open();

    expect(await opened.catalog.team(name)).toBeUndefined();
    expect(await opened.catalog.app("crew", name)).toBeUndefined();
    expect(await opened.catalog.live(name, "shop")).toBeUndefined();
    expect(await opened.catalog.release("crew", "shop", name)).toBeUndefined();
    await expect(opened.catalog.createTeam(name)).rejects.toThrow("name");
  },
);

test("the same content has the same release id, whatever the time and the order of keys", () => {
  const { id: _id, createdAt: _createdAt, ...content } = release("one");
  const reordered = Object.fromEntries(Object.entries(content).reverse()) as typeof content;

  expect(releaseId(reordered)).toBe(releaseId(content));
  expect(releaseId({ ...content, app: "other" })).not.toBe(releaseId(content));
  expect(releaseId(content)).toMatch(/^[0-9a-f]{24}$/);
});

test("of many activations at once exactly one release is live, and each is answered", async () => {
  await using opened = await open();
  const { catalog } = opened;
  await catalog.createApp("crew", "shop");
  const releases = ["one", "two", "three", "four"].map(release);
  for (const each of releases) await catalog.addRelease(each);

  const answers = await Promise.all(
    releases.map((each) => catalog.activate("crew", "shop", each.id)),
  );

  const live = await catalog.live("crew", "shop");
  const previous = answers.map((answer) => answer?.previous);
  expect(releases.map((each) => each.id)).toContain(live?.id);
  expect(new Set([...previous, live?.id])).toEqual(
    new Set([null, ...releases.map((each) => each.id)]),
  );
});

test("a release that exists is not written again", async () => {
  await using opened = await open();
  const first = release("one");
  await opened.catalog.addRelease(first);
  await opened.catalog.addRelease({ ...first, createdAt: "2031-01-01T00:00:00.000Z" });

  const found = await opened.catalog.release("crew", "shop", first.id);
  expect(found?.createdAt).toBe(first.createdAt);
});

test("releases come newest first", async () => {
  await using opened = await open();
  const old = { ...release("one"), createdAt: "2026-01-01T00:00:00.000Z" };
  const young = { ...release("two"), createdAt: "2026-01-02T00:00:00.000Z" };
  await opened.catalog.addRelease(young);
  await opened.catalog.addRelease(old);

  const ids = (await opened.catalog.releases("crew", "shop")).map((each) => each.id);
  expect(ids).toEqual([young.id, old.id]);
});

test("a removed app leaves no record behind", async () => {
  await using opened = await open();
  const { catalog, objects } = opened;
  await catalog.createApp("crew", "shop");
  await catalog.addRelease(release("one"));
  await catalog.createUpload("crew", "shop", []);

  expect(await catalog.removeApp("crew", "shop")).toBe(true);
  expect(await catalog.removeApp("crew", "shop")).toBe(false);
  expect(await catalog.releases("crew", "shop")).toEqual([]);
  const keys: string[] = [];
  for await (const entry of objects.list("teams/crew/apps/")) keys.push(entry.key);
  expect(keys).toEqual([]);
});

test("an upload that nobody came back to is forgotten, a fresh one is not", async () => {
  await using opened = await open();
  const yesterday = new Catalog(opened.objects, { now: () => new Date(Date.now() - 90_000_000) });
  const old = await yesterday.createUpload("crew", "shop", []);
  const young = await opened.catalog.createUpload("crew", "shop", []);

  await opened.catalog.forgetUploads("crew", "shop", 86_400_000);

  expect(await opened.catalog.upload("crew", "shop", old.id)).toBeUndefined();
  expect(await opened.catalog.upload("crew", "shop", young.id)).toEqual(young);
});

test("a blob is kept only if its bytes have the announced hash and size", async () => {
  await using opened = await open();
  const { blobs } = opened.catalog;
  const sha256 = hashOf("hello");

  await expect(blobs.put("crew", { sha256, size: 5 }, bytes("hellO"))).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
  });
  await expect(blobs.put("crew", { sha256, size: 4 }, bytes("hello"))).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
  });
  expect(await blobs.has("crew", sha256)).toBe(false);

  await blobs.put("crew", { sha256, size: 5 }, bytes("hello"));
  expect(await blobs.has("crew", sha256)).toBe(true);
  expect(await blobs.has("other", sha256)).toBe(false);
  expect(new TextDecoder().decode(await blobs.read("crew", sha256))).toBe("hello");
});

test("a blob that was changed in storage is not handed out", async () => {
  await using opened = await open();
  const { catalog, objects } = opened;
  const sha256 = hashOf("hello");
  await catalog.blobs.put("crew", { sha256, size: 5 }, bytes("hello"));
  for await (const { key } of objects.list("teams/crew/blobs/")) {
    await objects.put(key, new TextEncoder().encode("jello"));
  }

  await expect(catalog.blobs.read("crew", sha256)).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
  });
});

test("a token is found by its text only, and its text is nowhere in the store", async () => {
  await using opened = await open();
  const { catalog, objects } = opened;
  const owner = { team: "crew", role: "deployer", name: "ci" } as const;
  const { text, token } = await catalog.tokens.create(owner, new Date(0));

  expect(await catalog.tokens.find(text)).toEqual(token);
  expect(await catalog.tokens.find(`${text}x`)).toBeUndefined();
  for await (const { key } of objects.list("")) {
    const stored = new TextDecoder().decode((await objects.get(key))?.body);
    expect(key + stored).not.toContain(text);
  }
  expect(await catalog.tokens.remove("other", token.id)).toBe(false);
  expect(await catalog.tokens.remove("crew", token.id)).toBe(true);
  expect(await catalog.tokens.find(text)).toBeUndefined();
});

function release(seed: string): Release {
  const content = {
    team: "crew",
    app: "shop",
    entry: "main.ts",
    runtime: "node",
    sdkVersion: "0.1.0",
    settings: {},
    files: [],
    bundle: [{ path: "main.mjs", sha256: hashOf(seed), size: 1 }],
    assets: [],
  } as const;
  const parts = { ...content, files: [], bundle: [...content.bundle], assets: [] };
  return { id: releaseId(parts), createdAt: "2026-01-01T00:00:00.000Z", ...parts };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  for (const character of text) yield new TextEncoder().encode(character);
}

async function open() {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-catalog-"));
  const objects = new DiskObjects(folder);
  await objects.start();
  return {
    objects,
    catalog: new Catalog(objects),
    async [Symbol.asyncDispose]() {
      await objects.stop();
      await rm(folder, { recursive: true });
    },
  };
}
