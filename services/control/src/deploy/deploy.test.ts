import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { TestControl } from "../testing/open-control.ts";

const shop = "/teams/crew/apps/shop";
const app = (text: string) => ({
  "main.ts": `import * as ft from "@flotilla/sdk";\nft.run((page: ft.Page) => { page.add(ft.Text("${text}")); });\n`,
  "flotilla.json": `{ "typecheck": "off" }`,
});

test("a deploy builds, tries and activates, and says so step by step", async () => {
  await using opened = await open();

  const answer = await opened.deploy(opened.owner, shop, app("one"), "application/x-ndjson");
  const lines = (await answer.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

  const live = await opened.catalog.live("crew", "shop");
  expect(lines.map((line) => line.step ?? line.event)).toEqual([
    "fetch",
    "build",
    "publish",
    "start",
    "activate",
    "deployed",
  ]);
  expect(lines.at(-1)).toEqual({
    event: "deployed",
    team: "crew",
    app: "shop",
    release: live?.id,
    path: "/crew/shop/",
    changed: true,
    warnings: [],
  });
  expect(opened.starter.started).toEqual([`crew/shop/${live?.id}`]);
  expect(live?.bundle.map((file) => file.path)).toEqual(["main.mjs", "main.mjs.map"]);
});

test("the same files again are the same release: nothing changes, nothing starts", async () => {
  await using opened = await open();
  const first = await (await opened.deploy(opened.owner, shop, app("one"))).json();

  const again = await (await opened.deploy(opened.owner, shop, app("one"))).json();
  const other = await (await opened.deploy(opened.owner, shop, app("two"))).json();

  expect(again).toEqual({ ...first, changed: false });
  expect(other.changed).toBe(true);
  expect(other.release).not.toBe(first.release);
  expect(opened.starter.started).toHaveLength(2);
});

test("only what is missing has to be sent, and no other team's file counts as sent", async () => {
  await using opened = await open();
  await opened.catalog.createTeam("rivals");
  const rival = await opened.token("rivals", "owner");
  await opened.deploy(opened.owner, shop, app("one"));
  const files = listed(app("one"));

  const own = await opened.call("POST", `${shop}/uploads`, {
    token: opened.owner,
    body: { files },
  });
  const theirs = await opened.call("POST", "/teams/rivals/apps/shop/uploads", {
    token: rival,
    body: { files },
  });

  expect((await own.json()).missing).toEqual([]);
  expect((await theirs.json()).missing).toHaveLength(2);
});

test("an app that fails to start fails its deploy with its own words, and the old release stays", async () => {
  await using opened = await open();
  const first = await (await opened.deploy(opened.owner, shop, app("one"))).json();
  opened.starter.failure = "Error: boom\n    at main.ts:3:7";

  const answer = await opened.deploy(opened.owner, shop, app("two"));

  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code: "APP_START_FAILED",
    title: expect.stringContaining("main.ts:3:7"),
  });
  expect((await opened.catalog.live("crew", "shop"))?.id).toBe(first.release);
  expect(await opened.catalog.releases("crew", "shop")).toHaveLength(1);
});

test.each([
  ["no entry", { "app.ts": "" }, "ENTRY_MISSING", /expected main\.ts, main\.tsx, main\.js/],
  [
    "a Python app",
    { "main.py": "import flet" },
    "ENTRY_MISSING",
    /Python apps cannot be deployed to this host yet/,
  ],
  ["a syntax error", { "main.ts": "const = 1;" }, "BUILD_FAILED", /^main\.ts:1:7: /],
  [
    "an unknown setting",
    { ...app("x"), "flotilla.json": `{ "tll": 1 }` },
    "SETTINGS_INVALID",
    /tll/,
  ],
  [
    "a ttl below a second",
    { ...app("x"), "flotilla.json": `{ "session": { "ttl": "10ms" } }` },
    "SETTINGS_INVALID",
    /session\.ttl: expected a duration/,
  ],
  [
    "settings that are no JSON",
    { ...app("x"), "flotilla.json": "{" },
    "SETTINGS_INVALID",
    /flotilla\.json/,
  ],
  [
    "an entry that is not there",
    { "flotilla.json": `{ "entry": "src/app.ts" }` },
    "ENTRY_MISSING",
    /src\/app\.ts/,
  ],
  [
    "a lockfile of another tool",
    { ...app("x"), "yarn.lock": "" },
    "BUILD_FAILED",
    /yarn\.lock: expected npm's/,
  ],
  [
    "a package from a folder",
    {
      ...app("x"),
      "package-lock.json": `{ "lockfileVersion": 3, "packages": { "": {}, "../up": {}, "node_modules/up": { "link": true, "resolved": "../up" } } }`,
    },
    "BUILD_FAILED",
    /"\.\.\/up" is a folder/,
  ],
  [
    "a package from git",
    {
      ...app("x"),
      "package-lock.json": `{ "lockfileVersion": 3, "packages": { "": {}, "node_modules/up": { "resolved": "git+ssh://git@host/up.git" } } }`,
    },
    "BUILD_FAILED",
    /"up" does not come from the registry/,
  ],
])("%s is refused with a reason", async (_what, files, code, reason) => {
  await using opened = await open();

  const answer = await opened.deploy(opened.owner, shop, files);

  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code, title: expect.stringMatching(reason) });
  expect(await opened.catalog.live("crew", "shop")).toBeUndefined();
  expect(await readdir(join(opened.folder, "work", "deploys"))).toEqual([]);
});

test("packages that cannot be fetched say which registry is out of reach", async () => {
  await using opened = await open();
  const lock = {
    name: "shop",
    lockfileVersion: 3,
    packages: {
      "": { name: "shop", dependencies: { "left-pad": "1.3.0" } },
      "node_modules/left-pad": {
        version: "1.3.0",
        resolved: "https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz",
        integrity:
          "sha512-XI5MPzVNApjAyhQzphX8BkmKsKUxD4LdyK24iZeQGinBN9yTQT3bFlCBy/aVx2HrNcqQGsdot8ghrjyrvMCoEA==",
      },
    },
  };

  const answer = await opened.deploy(opened.owner, shop, {
    ...app("x"),
    "package.json": `{ "name": "shop", "dependencies": { "left-pad": "1.3.0" } }`,
    "package-lock.json": JSON.stringify(lock),
  });

  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    code: "BUILD_FAILED",
    title: expect.stringContaining("http://127.0.0.1:9/ is out of reach"),
  });
}, 60_000);

test.each([
  "../a.ts",
  "/etc/a.ts",
  "a\\b.ts",
  "a\0.ts",
  "a/./b.ts",
  "a//b.ts",
  ".git/config",
  "a/node_modules/b.js",
  "C:/a.ts",
  "a\nb.ts",
  "",
  "x".repeat(300),
])("[HT-UP-1] the file name %j is refused", async (path) => {
  await using opened = await open();

  const files = [{ path, sha256: "0".repeat(64), size: 1 }];
  const answer = await opened.call("POST", `${shop}/uploads`, {
    token: opened.owner,
    body: { files },
  });

  expect([400, 422]).toContain(answer.status);
  expect(["REQUEST_INVALID", "UPLOAD_REFUSED"]).toContain((await answer.json()).code);
});

test.each([
  [["a.ts", "A.ts"]],
  [["a.ts", "a.ts"]],
  [["caf\u00e9.ts", "cafe\u0301.ts"]],
  [["a", "a/b.ts"]],
  [["a/b.ts", "a"]],
  [["lib/a.ts", "Lib/b.ts"]],
])("[HT-UP-4] the names %j cannot live side by side", async (paths) => {
  await using opened = await open();

  const files = paths.map((path) => ({ path, sha256: "0".repeat(64), size: 1 }));
  const answer = await opened.call("POST", `${shop}/uploads`, {
    token: opened.owner,
    body: { files },
  });

  expect(answer.status).toBe(422);
  expect((await answer.json()).code).toBe("UPLOAD_REFUSED");
});

test("[HT-UP-3] too many files and too many bytes are refused before any is read", async () => {
  await using opened = await open();
  const upload = (files: unknown[]) =>
    opened.call("POST", `${shop}/uploads`, { token: opened.owner, body: { files } });
  const file = (index: number, size: number) => ({
    path: `f${index}`,
    sha256: "0".repeat(64),
    size,
  });

  const many = await upload(Array.from({ length: 5_001 }, (_, index) => file(index, 1)));
  const big = await upload([file(1, 101 * 1024 * 1024)]);
  const sum = await upload([1, 2, 3].map((index) => file(index, 90 * 1024 * 1024)));

  expect([many.status, big.status, sum.status]).toEqual([422, 422, 422]);
});

test("a blob with other bytes than announced is refused, and so is one that was not announced", async () => {
  await using opened = await open();
  const files = listed(app("one"));
  const announced = await opened.call("POST", `${shop}/uploads`, {
    token: opened.owner,
    body: { files },
  });
  const { id, missing } = await announced.json();
  const send = (sha256: string, body: string) =>
    opened.call("PUT", `${shop}/uploads/${id}/blobs/${sha256}`, { token: opened.owner, body });

  const wrong = await send(missing[0] ?? "", "something else");
  const extra = await send("1".repeat(64), "x");
  const early = await opened.call("POST", `${shop}/releases`, {
    token: opened.owner,
    body: { upload: id },
  });

  expect([wrong.status, (await wrong.json()).code]).toEqual([422, "DIGEST_MISMATCH"]);
  expect([extra.status, (await extra.json()).code]).toEqual([404, "NOT_FOUND"]);
  expect([early.status, (await early.json()).code]).toEqual([409, "UPLOAD_INCOMPLETE"]);
});

test("bodies over their limit are answered, not cut off", async () => {
  await using opened = await open();
  const files = listed(app("one"));
  const announced = await opened.call("POST", `${shop}/uploads`, {
    token: opened.owner,
    body: { files },
  });
  const { id, missing } = await announced.json();
  const huge = "x".repeat(9 * 1024 * 1024);

  const json = await opened.call("POST", `${shop}/uploads`, { token: opened.owner, body: huge });
  const blob = await opened.call("PUT", `${shop}/uploads/${id}/blobs/${missing[0]}`, {
    token: opened.owner,
    body: huge,
  });

  expect([json.status, (await json.json()).code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  expect([blob.status, (await blob.json()).code]).toEqual([422, "DIGEST_MISMATCH"]);
});

test("an upload of another app is nobody's", async () => {
  await using opened = await open();
  const made = await opened.call("POST", `${shop}/uploads`, {
    token: opened.owner,
    body: { files: listed(app("one")) },
  });
  const { id } = await made.json();

  const answer = await opened.call("POST", "/teams/crew/apps/other/releases", {
    token: opened.owner,
    body: { upload: id },
  });

  expect([answer.status, (await answer.json()).code]).toEqual([404, "UPLOAD_UNKNOWN"]);
});

test("[HT-QUEUE-1] of two deploys at once both end and exactly one release is live", async () => {
  await using opened = await open();
  const [one, two] = await Promise.all([
    opened.deploy(opened.owner, shop, app("one")),
    opened.deploy(opened.owner, shop, app("two")),
  ]);
  const releases = [(await one.json()).release, (await two.json()).release];

  expect([one.status, two.status]).toEqual([200, 200]);
  const record = await opened.catalog.app("crew", "shop");
  expect(releases).toContain(record?.live);
  expect(record?.history).toEqual(releases.filter((id) => id !== record?.live));
});

test("a rollback goes back to what was live before, or to the release that is named", async () => {
  await using opened = await open();
  const ids: string[] = [];
  for (const text of ["one", "two", "three"]) {
    ids.push((await (await opened.deploy(opened.owner, shop, app(text))).json()).release);
  }
  const rollback = async (body: object) =>
    (await opened.call("POST", `${shop}/rollback`, { token: opened.owner, body })).json();

  expect(await rollback({})).toMatchObject({ release: ids[1], changed: true });
  expect(await rollback({ release: ids[0]?.slice(0, 8) })).toMatchObject({ release: ids[0] });
  expect(await rollback({ release: ids[0] })).toMatchObject({ changed: false });
  expect(await rollback({ release: "ffffffff" })).toMatchObject({ code: "RELEASE_UNKNOWN" });
  const listedReleases = await (
    await opened.call("GET", `${shop}/releases`, { token: opened.owner })
  ).json();
  expect(listedReleases.releases.map((each: { live: boolean }) => each.live)).toEqual([
    false,
    false,
    true,
  ]);
});

test("a team that deploys too often is told when to come back", async () => {
  await using opened = await open({ deploysPerHour: 1 });
  await opened.deploy(opened.owner, shop, app("one"));

  const refused = await opened.deploy(opened.owner, shop, app("two"));

  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
});

test("data files and assets go with the release, sources and settings do not", async () => {
  await using opened = await open();

  await opened.deploy(opened.owner, shop, {
    ...app("one"),
    "data/t.csv": "1,2",
    "assets/logo.svg": "<svg/>",
    "lib/unused.ts": "export {};",
  });

  const live = await opened.catalog.live("crew", "shop");
  expect(live?.bundle.map((file) => file.path)).toEqual([
    "assets/logo.svg",
    "data/t.csv",
    "main.mjs",
    "main.mjs.map",
  ]);
  expect(live?.assets).toMatchObject([{ path: "logo.svg", type: "image/svg+xml" }]);
  expect(live?.assetsDir).toBe("assets");
});

test("stored and new lines of the log come in order, until the caller leaves", async () => {
  await using opened = await open();
  await opened.deploy(opened.owner, shop, app("one"));
  const line = (text: string) =>
    ({ at: 0, processId: "p", release: "r", stream: "stdout", text }) as const;
  await opened.store.logs.append("crew", "shop", [line("one"), line("two")]);

  const stored = await opened.call("GET", `${shop}/logs?limit=1`, { token: opened.owner });
  expect(
    (await stored.text())
      .trim()
      .split("\n")
      .map((each) => JSON.parse(each).text),
  ).toEqual(["two"]);

  const tail = await opened.call("GET", `${shop}/logs?follow=true`, { token: opened.owner });
  const reader = tail.body?.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  const until = async (text: string) => {
    while (!seen.includes(text)) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error(`expected ${text} before the end`);
      seen += value;
    }
  };
  await until("two");
  await opened.store.logs.append("crew", "shop", [line("three")]);
  await until("three");
  await opened.control.drain();
  expect((await reader?.read())?.done).toBe(true);
});

function listed(files: Readonly<Record<string, string>>) {
  return Object.entries(files).map(([path, content]) => ({
    path,
    sha256: createHash("sha256").update(content).digest("hex"),
    size: Buffer.byteLength(content),
  }));
}

async function open(limits: Parameters<typeof TestControl.open>[0] = {}) {
  const opened = await TestControl.open(limits);
  await opened.catalog.createTeam("crew");
  const owner = await opened.token("crew", "owner");
  return Object.assign(opened, { owner });
}
