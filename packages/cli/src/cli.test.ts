import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { CliWorld, type ReadyLine } from "./testing/cli-world.ts";
import { eventually } from "./testing/eventually.ts";
import { shop } from "./testing/shop-program.ts";

let world: CliWorld;
let ready: ReadyLine;

beforeAll(async () => {
  world = await CliWorld.open(process.env);
  ({ ready } = await world.serve(["--no-samples"]));
}, 60_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

test("an app goes live, again without a change, and back", async () => {
  await world.write({ "shop/main.ts": shop("one") });
  const first = await world.run(["deploy", "shop", "--json"]);
  const again = await world.run(["deploy", "shop", "--json"]);
  await world.write({ "shop/main.ts": shop("two") });
  const second = await world.run(["deploy", "shop", "--json"]);
  const url = `${ready.url}/local/shop/`;
  const one = first.json.at(-1)?.release;
  const two = second.json.at(-1)?.release;

  expect([first.code, first.stderr]).toEqual([0, ""]);
  expect(first.json.at(-1)).toEqual({
    event: "deployed",
    team: "local",
    app: "shop",
    release: one,
    url,
    changed: true,
  });
  expect(again.json.at(-1)).toMatchObject({ release: one, changed: false });
  expect(two).not.toBe(one);
  expect((await fetch(url)).status).toBe(200);

  const rolledBack = await world.run(["rollback", "shop", "--json"]);
  expect(rolledBack.json).toEqual([
    { event: "deployed", team: "local", app: "shop", release: one, url, changed: true },
  ]);
  const releases = await world.run(["releases", "shop", "--json"]);
  expect(releases.json[0]?.releases).toMatchObject([
    { id: two, live: false },
    { id: one, live: true },
  ]);
}, 60_000);

test("an app's output is printed as it was written", async () => {
  await world.write({ "talker/main.ts": shop("three") });
  await world.run(["deploy", "talker"]);
  const text = await eventually(async () => {
    const result = await world.run(["logs", "talker"]);
    return result.stdout.includes("shop says three\n") ? result : undefined;
  });
  expect(text.code).toBe(0);
  const json = await world.run(["logs", "talker", "--json"]);
  expect(json.json.at(-1)).toMatchObject({ event: "end", app: "talker" });
  expect(json.json).toContainEqual(
    expect.objectContaining({ event: "log", stream: "stdout", text: "shop says three" }),
  );
}, 60_000);

test("logs -f goes on until a signal ends it in good order", async () => {
  await world.write({ "tail/main.ts": shop("four") });
  await world.run(["deploy", "tail"]);
  const child = world.spawn(["logs", "tail", "-f"]);
  let seen = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    seen += chunk;
  });
  await eventually(async () => (seen.includes("shop says four") ? true : undefined));
  child.kill("SIGINT");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
}, 60_000);

test("a program that throws at import fails its deploy with its own line", async () => {
  await world.write({
    "boom/main.ts": `import * as ft from "@flotilla/sdk";\nfunction prepare() {\n  throw new Error("no stock");\n}\nprepare();\nft.run(() => {});\n`,
  });
  const result = await world.run(["deploy", "boom", "--json"]);
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(/Error: no stock\n\s+at prepare \(main\.ts:3:9\)/);
  expect(result.json.at(-1)).toMatchObject({ event: "failed", code: "APP_START_FAILED" });
  const listed = await world.run(["apps", "--json"]);
  expect(JSON.stringify(listed.json)).not.toContain("boom");
}, 60_000);

test("a program without ft.run is refused", async () => {
  await world.write({ "mute/main.ts": "console.log(1);\n" });
  const result = await world.run(["deploy", "mute"]);
  expect([result.code, result.stderr]).toEqual([1, expect.stringContaining("ft.run")]);
}, 60_000);

test("type errors are shown, and stop a deploy only when the app says so", async () => {
  const source = `${shop("five")}const size: number = "wide";\nconsole.log(size);\n`;
  await world.write({ "typed/main.ts": source });
  const warned = await world.run(["deploy", "typed"]);
  await world.write({ "typed/flotilla.json": `{ "typecheck": "error" }` });
  const stopped = await world.run(["deploy", "typed", "--json"]);
  expect([warned.code, warned.stderr]).toEqual([
    0,
    expect.stringMatching(/warning: main\.ts:4:7: TS2322/),
  ]);
  expect(stopped.code).toBe(1);
  expect(stopped.json.at(-1)).toMatchObject({ event: "failed", code: "TYPES_FAILED" });
}, 60_000);

test.each([
  ["no entry", { "x.ts": "" }, /the app has no entry/],
  ["a Python app", { "main.py": "" }, /Python apps cannot be deployed to this host yet/],
  [
    "a syntax error",
    { "main.ts": "const a = ;" },
    /main\.ts:1:11: Unexpected ";"\n {2}1 \| const a = ;/,
  ],
  ["an unknown setting", { "main.ts": shop("x"), "flotilla.json": `{"ttl":1}` }, /ttl/],
])("%s fails a deploy with a reason", async (what, files, reason) => {
  const folder = what.replaceAll(/\W+/g, "-").toLowerCase();
  await world.write(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])),
  );
  const result = await world.run(["deploy", folder]);
  expect([result.code, result.stderr]).toEqual([1, expect.stringMatching(reason)]);
});

test("a folder whose name can name no app says how to name it", async () => {
  await world.write({ "My Shop/main.ts": shop("x") });
  const result = await world.run(["deploy", "My Shop"]);
  expect([result.code, result.stderr]).toEqual([1, expect.stringContaining("--app")]);
});

test("open prints the address, and an app that is not there is an error", async () => {
  await world.write({ "door/main.ts": shop("x") });
  await world.run(["deploy", "door"]);
  const opened = await world.run(["open", "door", "--json"], {
    DISPLAY: "",
    WAYLAND_DISPLAY: "",
  });
  const missing = await world.run(["open", "window"]);
  expect(opened.json).toEqual([
    { event: "opened", team: "local", app: "door", url: `${ready.url}/local/door/` },
  ]);
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining(`no app "window"`)]);
}, 60_000);

test("a viewer of a team looks but does not deploy; the saved login is used", async () => {
  await world.write({ "shop/main.ts": shop("one") });
  await world.run(["teams", "create", "crew"]);
  const made = await world.run([
    "tokens",
    "create",
    "--team",
    "crew",
    "--role",
    "viewer",
    "--json",
  ]);
  const token = String(made.json[0]?.token);
  const config = { XDG_CONFIG_HOME: join(world.folder, "other-user") };
  const login = await world.run(["login", "--url", ready.url, "--token", token, "--json"], config);
  const refused = await world.run(["deploy", "shop"], config);
  const apps = await world.run(["apps", "--json"], config);

  expect(login.json).toMatchObject([{ event: "login", team: "crew", role: "viewer" }]);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`"deployer"`)]);
  expect(apps.json).toEqual([{ event: "apps", team: "crew", apps: [] }]);
  const { mode } = await stat(join(config.XDG_CONFIG_HOME, "flotilla", "login.json"));
  expect(mode & 0o777).toBe(0o600);
}, 60_000);

test("the output for files and pipes has no control characters", async () => {
  const results = [
    await world.run(["apps"]),
    await world.run(["deploy", "shop"]),
    await world.run(["doctor"]),
  ];
  for (const { stdout, stderr } of results) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  }
}, 60_000);

test("what a team may is shown and set", async () => {
  const set = ["--set", "processes=20", "idleTimeout=5m"];
  const changed = await world.run(["quota", ...set, "--json"]);
  const limits = { processes: 20, idleTimeout: "5m" };
  expect(changed.json.at(-1)).toMatchObject({ event: "quota", team: "local", limits });
  const fewer = await world.run(["quota", "--set", "processes=none", "idleTimeout=none"]);
  expect([fewer.code, fewer.stdout]).toEqual([
    0,
    expect.stringMatching(/processesPerApp +as the host/),
  ]);
}, 60_000);

test("the doctor finds the host and nothing that is missing", async () => {
  const result = await world.run(["doctor", "--json"]);
  expect(result.code).toBe(0);
  expect(result.json.at(-1)).toMatchObject({ event: "doctor", ok: true });
  expect(JSON.stringify(result.json)).toContain(ready.url);
}, 60_000);
