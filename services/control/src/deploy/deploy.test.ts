import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { app, listed, open, shop } from "../testing/shop-app.ts";

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
