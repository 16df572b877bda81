import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AppFolders } from "../support/app-folders.ts";
import { descendantsOf, isRunning } from "../support/process-tree.ts";
import { runCli, ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

let apps: AppFolders;
let counter: string;
let data: string;

beforeAll(async () => {
  apps = await AppFolders.open();
  counter = await apps.write("counter", 'ft.run((page) => { page.add(ft.Text("here")); });');
  data = await mkdtemp(join(tmpdir(), "flotilla-data-"));
});

afterAll(async () => {
  await apps[Symbol.asyncDispose]();
  await rm(data, { recursive: true, force: true });
});

const anyPorts = ["--port", "0", "--internal-port", "0", "--no-samples"];

test("starts that cannot be are refused with a reason and what to do", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" ? `${address?.port}` : "";
  const config = join(apps.path, "bad.conf");
  await writeFile(config, "FLOTILLA_GATEWAY_PORT=abc\nFLOTILLA_WORKER_CPUS=many\n");
  const cases: [args: string[], code: number, says: RegExp, env?: Record<string, string>][] = [
    [["--port", port, "--internal-port", "0"], 1, new RegExp(`port ${port} .*in use.*choose`)],
    [["--port", "70000"], 2, /--port.*from 0 to 65535/],
    [["--sails"], 2, /unknown option '--sails'/],
    [["--min-tier", "steel"], 2, /full, jail, landlock, none/],
    [
      [...anyPorts, "--max-tier", "none", "--min-tier", "jail"],
      1,
      /"jail" is required.*--max-tier/,
    ],
    [[...anyPorts, "--max-tier", "none"], 1, /"landlock" is required/, { NODE_ENV: "production" }],
    [["--config", config], 1, /GATEWAY_PORT: expected a whole[\s\S]*WORKER_CPUS: /],
    [[...anyPorts, "--data", config], 1, /--data .*bad\.conf: the folder cannot be used/],
    [[...anyPorts, "--host", "203.0.113.9"], 1, /203\.0\.113\.9: this machine has no such address/],
  ];
  const results = await Promise.all(
    cases.map(([args, , , env]) =>
      runCli(["serve", "--data", data, ...args], { FLOTILLA_LOG_LEVEL: "error", ...env }),
    ),
  );
  taken.close();
  for (const [index, [args, code, says]] of cases.entries()) {
    expect({ args, ...results[index] }).toMatchObject({
      code,
      stderr: expect.stringMatching(says),
    });
    expect(results[index]?.stderr).not.toMatch(/\n {4}at /);
  }
}, 120_000);

test("--help lists every variable with its default", async () => {
  const { code, stdout } = await runCli(["serve", "--help"]);
  expect(code).toBe(0);
  for (const name of ["GATEWAY_PORT", "DATA_DIR", "GATEWAY_TRUSTED_PROXIES", "WORKER_MIN_TIER"]) {
    expect(stdout).toMatch(new RegExp(`FLOTILLA_${name}\\n +\\S`));
  }
});

test("a host says where it is, keeps its token to itself, and leaves nothing behind", async () => {
  const host = await ServedHost.start(["--no-samples"]);
  const { url, internalUrl, tokenFile, tier } = host.ready;
  expect(Object.keys(host.ready)).toEqual(["event", "url", "internalUrl", "tokenFile", "tier"]);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(["full", "jail", "landlock", "none"]).toContain(tier);
  expect((await stat(tokenFile)).mode & 0o777).toBe(0o600);
  for (const path of ["/healthz", "/readyz", "/metrics"]) {
    expect((await fetch(internalUrl + path)).status).toBe(200);
    expect((await fetch(url + path)).status).toBe(404);
  }
  expect((await host.command("deploy", counter)).code).toBe(0);
  const client = await WireClient.open(host.socketUrl("local", "counter"));
  const started = await descendantsOf(host.child.pid ?? 0);
  const closed = once(client.socket, "close");
  host.child.kill("SIGTERM");
  const [exitCode] = await once(host.child, "exit");
  expect(exitCode).toBe(0);
  expect([1001, 4503]).toContain((await closed)[0]);
  expect(started.length).toBeGreaterThan(0);
  await until("the end of all processes", async () => {
    const left = await Promise.all(started.map(isRunning));
    return left.includes(true) ? undefined : true;
  });
  const folder = join(tokenFile, "..");
  expect(await readdir(join(folder, "run"))).toEqual([]);
  await host[Symbol.asyncDispose]();
}, 120_000);

test("a second signal ends at once, but not one that comes together with the first", async () => {
  await using host = await ServedHost.start(["--no-samples"], { FLOTILLA_GATEWAY_DRAIN: "20s" });
  expect((await host.command("deploy", counter)).code).toBe(0);
  const clients = await Promise.all(
    [1, 2, 3].map(() => WireClient.open(host.socketUrl("local", "counter"))),
  );
  const exited = once(host.child, "exit");
  host.child.kill("SIGINT");
  host.child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(host.child.exitCode).toBe(null);
  host.child.kill("SIGINT");
  expect(await exited).toEqual([130, null]);
  for (const { socket } of clients) socket.terminate();
}, 120_000);

test("a killed host leaves no process; the next one on its folder has the apps and sweeps up", async () => {
  const folder = join(data, "private", "flotilla");
  await mkdir(join(data, "private"), { mode: 0o700 });
  await chmod(join(data, "private"), 0o700);
  const first = await ServedHost.start(["--no-samples", "--data", folder]);
  expect((await first.command("deploy", counter)).code).toBe(0);
  const client = await WireClient.open(first.socketUrl("local", "counter"));
  const started = await descendantsOf(first.child.pid ?? 0);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  await client[Symbol.asyncDispose]();
  await until("the end of all processes", async () => {
    const left = await Promise.all(started.map(isRunning));
    return left.includes(true) ? undefined : true;
  });
  await using second = await ServedHost.start(["--no-samples", "--data", folder]);
  expect(second.ready.tokenFile).toBe(join(folder, "admin-token"));
  expect((await second.command("apps")).stdout).toContain("/local/counter/");
  await using again = await WireClient.open(second.socketUrl("local", "counter"), {
    sessionId: client.sessionId,
  });
  expect(again.sessionId).not.toBe(client.sessionId);
  expect(again.find({ c: "Text" }).value).toBe("here");
  expect(await readdir(join(folder, "run"))).toHaveLength(1);
  await first[Symbol.asyncDispose]();
}, 120_000);

test("flags count before the environment, the environment before the file; typos are warned of", async () => {
  const config = join(apps.path, "flotilla.conf");
  await writeFile(
    config,
    "FLOTILLA_WORKER_MAX_TIER=landlock\nFLOTILLA_LOG_LEVEL=debug\nFLOTILLA_GATEWAY_PROT=1\n",
  );
  await using host = await ServedHost.start(
    ["--no-samples", "--config", config, "--max-tier", "none"],
    {
      FLOTILLA_LOG_LEVEL: "warn",
    },
  );
  expect(host.ready.tier).toBe("none");
  expect(host.logs.join("\n")).toContain("FLOTILLA_GATEWAY_PROT: unknown variable");
  expect(host.logs.filter((line) => /"level":[123]0/.test(line))).toEqual([]);
  expect((await host.command("deploy", counter)).code).toBe(0);
}, 120_000);

test("a signal to npm start reaches the host once, and npm ends with its code", async () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const child: ChildProcess = spawn(
    "npm",
    ["start", "--", ...anyPorts, "--json", "--data", join(data, "npm")],
    { cwd: root, stdio: ["ignore", "pipe", "ignore"], env: process.env },
  );
  if (child.stdout === null) throw new Error("npm: no output");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('"event":"ready"')) break;
  }
  const started = await descendantsOf(child.pid ?? 0);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect((await Promise.all(started.map(isRunning))).includes(true)).toBe(false);
  expect((await readFile(join(data, "npm", "admin-token"), "utf8")).length).toBeGreaterThan(20);
}, 120_000);
