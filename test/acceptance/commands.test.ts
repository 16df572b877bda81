import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AppFolders, program } from "../support/app-folders.ts";
import { type CommandResult, runCli, ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

let host: ServedHost;
let apps: AppFolders;
let home: string;

beforeAll(async () => {
  [apps, home] = await Promise.all([AppFolders.open(), mkdtemp(join(tmpdir(), "flotilla-home-"))]);
  host = await ServedHost.start(["--no-samples"], { XDG_CONFIG_HOME: home });
}, 120_000);

afterAll(async () => {
  await host[Symbol.asyncDispose]();
  expect(await readdir(home)).toEqual([]);
  await apps[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

const last = ({ stdout }: CommandResult): Record<string, unknown> =>
  JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
const greeter = (text: string): string =>
  `console.log("serving ${text}"); ft.run((page) => { const n = ft.Text("${text}"); page.add(n, ft.Button("end", { onClick: () => { page.close(); } }), ft.Button("more", { onClick: () => { n.value += "!"; console.log("pressed", n.value); } })); });`;
const open = (app: string): Promise<WireClient> => WireClient.open(host.socketUrl("local", app));

test("each template becomes an app that checks, deploys and opens; a host nearby needs no address", async () => {
  const env = { XDG_CONFIG_HOME: home, FLOTILLA_URL: "", FLOTILLA_TOKEN: "" };
  for (const template of ["counter", "todo", "chat"]) {
    const folder = join(apps.path, `my-${template}`);
    expect(last(await runCli(["create", folder, "--template", template, "--json"]))).toMatchObject({
      event: "created",
      app: `my-${template}`,
    });
    const [checked, deployed] = await Promise.all([
      runCli(["check", folder, "--json"]),
      runCli(["deploy", folder, "--json"], env),
    ]);
    expect(checked).toMatchObject({ code: 0, stderr: "" });
    expect(last(checked)).toMatchObject({ event: "checked", ok: true });
    expect(last(deployed)).toEqual({
      event: "deployed",
      team: "local",
      app: `my-${template}`,
      release: expect.stringMatching(/^[0-9a-f]+$/),
      url: `${host.ready.url}/local/my-${template}/`,
      changed: true,
    });
    await using client = await open(`my-${template}`);
    expect([client.registerError, client.crashes]).toEqual(["", []]);
  }
  const listed = await runCli(["apps", "--json"], env);
  expect(last(listed).apps).toHaveLength(3);
  expect(last(await runCli(["open", "my-todo", "--json"], env))).toMatchObject({
    url: `${host.ready.url}/local/my-todo/`,
  });
}, 120_000);

test("wrong usage is 2, failure is 1, both with a reason and without colors", async () => {
  const folder = await apps.write("plain", greeter("plain"));
  const cases: [args: string[], code: number, says: RegExp][] = [
    [[], 2, /Usage: flotilla/],
    [["create", "Bad_Name"], 2, /"Bad_Name" cannot name an app/],
    [["create", folder], 1, /there and not empty/],
    [["logs", "plain", "-n", "many"], 2, /--lines.*whole number/],
    [["apps", "--url", "http://127.0.0.1:9", "--token", "x"], 1, /127\.0\.0\.1:9 does not answer/],
    [["apps", "--token", "wrong"], 1, /token is not valid.*\n.*flotilla login/],
    [["deploy", join(apps.path, "nowhere")], 1, /nowhere: there is no such folder/],
    [["deploy", folder, "--team", "nobody"], 1, /no team "nobody"/],
    [["deploy", folder, "--app", "-x-"], 1, /cannot name an app/],
    [["logs", "nothing"], 1, /no app "nothing"/],
  ];
  for (const [args, code, says] of cases) {
    const result = await host.command(...args);
    expect({ args, ...result }).toMatchObject({ code, stderr: expect.stringMatching(says) });
    expect(result.stderr).not.toMatch(/\n {4}at /);
  }
  expect((await runCli(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(last(await runCli(["doctor", "--json"]))).toMatchObject({
    event: "doctor",
    checks: expect.any(Array),
  });
}, 120_000);

test("the same files are the same release; a rollback brings the one before; old sessions stay where they are", async () => {
  const folder = await apps.write("staged", greeter("one"));
  const first = last(await host.command("deploy", folder, "--json"));
  expect(last(await host.command("deploy", folder, "--json"))).toEqual({
    ...first,
    changed: false,
  });
  await using old = await open("staged");
  await writeFile(join(folder, "main.ts"), program(greeter("two")));
  const second = last(await host.command("deploy", folder, "--json"));
  expect(second).toMatchObject({ changed: true });
  expect(second.release).not.toBe(first.release);
  await using young = await open("staged");
  old.event({ c: "Button", content: "more" }, "click");
  await until(
    "the old release's answer",
    () => old.find({ c: "Text" }).value === "one!" || undefined,
  );
  expect(young.find({ c: "Text" }).value).toBe("two");
  await old[Symbol.asyncDispose]();
  await using returned = await WireClient.open(host.socketUrl("local", "staged"), {
    sessionId: old.sessionId,
  });
  expect(returned.find({ c: "Text" }).value).toBe("one!");
  expect((await host.command("rollback", "staged")).code).toBe(0);
  await using back = await open("staged");
  expect(back.find({ c: "Text" }).value).toBe("one");
  await writeFile(join(folder, "main.ts"), program('throw new Error("third");'));
  expect((await host.command("deploy", folder)).code).toBe(1);
  await using still = await open("staged");
  expect(still.find({ c: "Text" }).value).toBe("one");
}, 120_000);

test("two deploys of one app at once both end, and one of them is live", async () => {
  const folders = await Promise.all(
    ["left", "right"].map((side) => apps.write(side, greeter(side))),
  );
  const results = await Promise.all(
    folders.map((folder) => host.command("deploy", folder, "--app", "both", "--json")),
  );
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  await using client = await open("both");
  expect(["left", "right"]).toContain(client.find({ c: "Text" }).value);
}, 120_000);

test("a session that its app ends is closed for good", async () => {
  await using client = await open("both");
  const closed = once(client.socket, "close");
  client.event({ c: "Button", content: "end" }, "click");
  expect((await closed)[0]).toBe(1000);
  await using next = await WireClient.open(host.socketUrl("local", "both"), {
    sessionId: client.sessionId,
  });
  expect(next.sessionId).not.toBe(client.sessionId);
}, 120_000);

test("logs prints what was written and ends; with -f it goes on until it is interrupted", async () => {
  const cli = fileURLToPath(new URL("../../packages/cli/src/main.ts", import.meta.url));
  const env = { ...process.env, FLOTILLA_URL: host.ready.url, FLOTILLA_TOKEN: await host.token() };
  const child = spawn(process.execPath, [cli, "logs", "both", "-f"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  await until(
    "the stored lines",
    () => lines.some((line) => line.startsWith("serving ")) || undefined,
  );
  await using client = await open("both");
  client.event({ c: "Button", content: "more" }, "click");
  await until("the new line", () => lines.some((line) => /^pressed \w+!$/.test(line)) || undefined);
  child.kill("SIGINT");
  expect((await once(child, "exit"))[0]).toBe(0);
  const { code, stdout } = await host.command("logs", "both");
  expect([code, stdout.split("\n").filter((line) => line.startsWith("pressed"))]).toEqual([
    0,
    [expect.stringMatching(/^pressed (left|right)!$/)],
  ]);
  const json = (await host.command("logs", "both", "--json")).stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(json.at(-1)).toMatchObject({ event: "end", app: "both" });
}, 120_000);

test("links and files that are too large stay where they are", async () => {
  const linked = await apps.write("linked", greeter("linked"));
  await symlink("/etc/passwd", join(linked, "passwd"));
  const large = await apps.write("large", greeter("large"));
  await writeFile(join(large, "film.bin"), "");
  await truncate(join(large, "film.bin"), 101 * 1024 * 1024);
  const [link, size] = await Promise.all([
    host.command("deploy", linked),
    host.command("deploy", large),
  ]);
  expect(link).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/"passwd" is a symbolic link/),
  });
  expect(size).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/film\.bin: expected at most 100 MB/),
  });
}, 120_000);
