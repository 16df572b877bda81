import { Action } from "@flotilla/protocol";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AppFolders, program } from "../support/app-folders.ts";
import { ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

let host: ServedHost;
let apps: AppFolders;

const deeds = {
  throws: 'throw new Error("handler broke");',
  rejects: 'void Promise.reject(new Error("stray rejection"));',
  later: 'setTimeout(() => { throw new Error("stray throw"); }, 5);',
  loops: "for (;;) {}",
  exits: "process.exit(3);",
  kills: 'process.kill(process.pid, "SIGKILL");',
  prints:
    'const line = "x".repeat(999) + "\\n"; for (let i = 0; i < 100_000; i++) process.stdout.write(line);',
};
const deedsApp = `ft.run((page) => {
  const count = ft.Text("0");
  page.add(count, ft.Button("add", { onClick: () => { count.value = String(Number(count.value) + 1); } }));
  ${Object.entries(deeds)
    .map(([name, code]) => `page.add(ft.Button("${name}", { onClick: () => { ${code} } }));`)
    .join("\n  ")}
});`;

beforeAll(async () => {
  apps = await AppFolders.open();
  host = await ServedHost.start(["--no-samples"], { FLOTILLA_WORKER_EVENT_TIMEOUT: "2s" });
  const deploys = await Promise.all([
    deploy("deeds", deedsApp),
    deploy("calm", deedsApp),
    deploy(
      "endless",
      'ft.run(async (page) => { page.add(ft.Text("up")); await new Promise(() => {}); });',
    ),
    deploy(
      "early",
      'ft.run((page) => { page.add(ft.Text("half")); throw new RangeError("main broke"); });',
    ),
  ]);
  for (const { code, stderr } of deploys) if (code !== 0) throw new Error(stderr);
}, 120_000);

afterAll(async () => {
  await host[Symbol.asyncDispose]();
  await apps[Symbol.asyncDispose]();
});

async function deploy(name: string, app: string) {
  return await host.command("deploy", await apps.write(name, app), "--json");
}

const open = (app: string): Promise<WireClient> => WireClient.open(host.socketUrl("local", app));

async function press(client: WireClient, content: string): Promise<void> {
  await until(`the button "${content}"`, () => tryFind(client, content));
  client.event({ c: "Button", content }, "click");
}

function tryFind(client: WireClient, content: string): true | undefined {
  try {
    client.find({ c: "Button", content });
    return true;
  } catch {
    return undefined; // main is still running
  }
}

async function counts(client: WireClient, expected: string): Promise<void> {
  await press(client, "add");
  await until(`the count ${expected}`, () =>
    client.find({ c: "Text" }).value === expected ? true : undefined,
  );
}

test("what one session throws, now or later, is told to its visitor and its log, and to nobody else", async () => {
  await using client = await open("deeds");
  await using other = await open("deeds");
  for (const deed of ["throws", "rejects", "later"]) {
    const before = client.crashes.length;
    await press(client, deed);
    await until("the news", () => (client.crashes.length > before ? true : undefined));
  }
  expect(client.crashes.map((text) => text.split("\n")[0])).toEqual([
    "handler broke",
    "stray rejection",
    "stray throw",
  ]);
  await counts(client, "1");
  await counts(other, "1");
  expect(other.crashes).toEqual([]);
  const { stdout } = await host.command("logs", "deeds");
  for (const [name, line] of [
    ["handler broke", 5],
    ["stray rejection", 6],
    ["stray throw", 7],
  ]) {
    expect(stdout).toMatch(new RegExp(`Error: ${name}\n.*main\\.ts:${Number(line) + 0}:\\d+`));
  }
}, 120_000);

test("main that never returns serves its visitor, main that throws tells him", async () => {
  await using endless = await open("endless");
  await until("the page", () => (endless.find({ c: "Text" }).value === "up" ? true : undefined));
  await using early = await open("early");
  await until("the news", () => (early.crashes.length > 0 ? true : undefined));
  expect(early.crashes[0]).toMatch(/^main broke/);
  expect(early.socket.readyState).toBe(early.socket.OPEN);
});

test("[FM-5] [FM-6] a process that ends, is killed or hangs is replaced under its open sockets; other apps go on", async () => {
  await using calm = await open("calm");
  const pages = (client: WireClient): number =>
    client.messages.filter(({ action }) => action === Action.register).length;
  for (const deed of ["exits", "kills", "loops"]) {
    await using client = await open("deeds");
    await counts(client, "1");
    const { sessionId } = client;
    await press(client, deed);
    if (deed === "loops") await counts(calm, "1");
    await until(`the page after "${deed}"`, () => pages(client) > 1 || undefined, 40_000);
    expect([client.sessionId, client.registerError]).toEqual([sessionId, ""]);
    await counts(client, "1"); // what `main` has in variables begins anew
  }
  await using again = await open("deeds");
  await counts(again, "1");
  expect((await host.command("logs", "deeds")).stdout).toContain("not responding");
}, 180_000);

test("100 MB of output cost nobody his session", async () => {
  await using client = await open("calm");
  await using other = await open("calm");
  await press(client, "prints");
  await until(
    "the end of the printing",
    async () => {
      await counts(client, "1");
      return true;
    },
    15_000,
  );
  await counts(other, "1");
  let stdout = "";
  await until(
    "the note of what was dropped",
    async () => {
      ({ stdout } = await host.command("logs", "calm"));
      return /bytes were dropped/.test(stdout);
    },
    20_000,
  );
  expect(stdout.length).toBeLessThan(20 * 1024 * 1024);
}, 120_000);

test("programs that cannot start say why when they are deployed, in their author's lines", async () => {
  const cases: [app: string | Record<string, string>, says: RegExp][] = [
    ['\nthrow new TypeError("no table");', /TypeError: no table\n.*main\.ts:3:/],
    ['console.log("no call");', /without a call of ft\.run/],
    ["process.exit(0);", /ended with code 0/],
    ["ft.run((page) => { const x = ; });", /main\.ts:2:\d+: Unexpected ";"/],
    [
      'import { x } from "./none.ts";\nft.run(() => { x(); });',
      /main\.ts:2:19: cannot find "\.\/none\.ts"/,
    ],
    [
      'import { x } from "../deeds/main.ts";\nft.run(() => { x(); });',
      /main\.ts:2:19: .* leads out of the app's folder/,
    ],
    ['import x from "left-pad";\nft.run(() => { x(); });', /cannot find the package "left-pad"/],
    [{ "main.py": "import flet" }, /main\.py: Python apps cannot be deployed to this host yet/],
    [{ "readme.md": "hello" }, /no entry: expected main\.ts/],
    [
      { "main.ts": program("ft.run(() => {});"), "flotilla.json": "{ no" },
      /flotilla\.json: .*JSON/,
    ],
    [
      { "main.ts": program("ft.run(() => {});"), "flotilla.json": '{"entry":"app.ts"}' },
      /"app\.ts".*no such file/,
    ],
    [
      {
        "main.ts": program('ft.run(() => { const n: number = "x"; });'),
        "flotilla.json": '{"typecheck":"error"}',
      },
      /main\.ts:2:\d+: TS2322/,
    ],
  ];
  const results: Awaited<ReturnType<typeof host.command>>[] = [];
  for (const [index, [app]] of cases.entries()) {
    const folder = await apps.write(`broken-${index}`, app);
    results.push(await host.command("deploy", folder, "--json"));
  }
  for (const [index, [app, says]] of cases.entries()) {
    const { code, stdout, stderr } = results[index] ?? { code: 0, stdout: "", stderr: "" };
    expect({ app, code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(says) });
    expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({
      event: "failed",
      code: expect.stringMatching(/^[A-Z_]+$/),
      message: expect.stringMatching(says),
    });
  }
}, 120_000);
