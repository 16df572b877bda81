import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AppFolders, program } from "../support/app-folders.ts";
import { ServedHost } from "../support/served-host.ts";
import { SocketIoWire } from "../support/socket-io-wire.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const patienceMs = 20_000;
let host: ServedHost;

const counter = `ft.run((page) => {
  const count = ft.Text("0");
  const who = ft.Text("");
  const look = () => { who.value = page.clientIp; };
  const tell = (what: string) => console.log("life", page.sessionId, what);
  look();
  page.onConnect = () => { look(); tell("connect"); };
  page.onDisconnect = () => tell("disconnect");
  page.onClose = (e) => tell("close " + String(e.data));
  page.add(
    count,
    who,
    ft.Button("add", { onClick: () => { count.value = String(Number(count.value) + 1); } }),
    ft.Button("many", { onClick: () => { page.add(...Array.from({ length: 20_000 }, (_, i) => ft.Text("row " + i))); } }),
    ft.Button("done", { onClick: () => page.close() }),
    ft.Button("log out", { onClick: () => page.close("user") }),
  );
});`;

beforeAll(async () => {
  await using apps = await AppFolders.open();
  host = await ServedHost.start(["--no-samples"], {
    FLOTILLA_GATEWAY_TRUSTED_PROXIES: "127.0.0.1",
  });
  const short = {
    "main.ts": program(counter),
    "flotilla.json": '{"session":{"ttl":"2s"},"typecheck":"off"}',
  };
  const deploys = await Promise.all([
    host.command("deploy", await apps.write("counter", counter)),
    host.command("deploy", await apps.write("short", short)),
  ]);
  for (const { code, stderr } of deploys) if (code !== 0) throw new Error(stderr);
}, 120_000);

afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

const app = (name = "counter"): string => `${host.ready.url}/local/${name}`;

/** Clicks so often, one after the other, and returns the milliseconds that each took. */
async function clicks(client: SocketIoWire, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const wanted = String(Number(client.texts()[0]) + 1);
    const began = performance.now();
    client.click();
    while (client.texts()[0] !== wanted) await client.patched();
    took.push(performance.now() - began);
  }
  return took;
}

async function told(name: string, sessionId: string): Promise<string[]> {
  const { stdout } = await host.command("logs", name);
  return stdout
    .split("\n")
    .filter((line) => line.includes(sessionId))
    .map((line) => line.split(" ").slice(2).join(" "));
}

const toldLast = (name: string, sessionId: string, text: string): Promise<true> =>
  until(text, async () => (await told(name, sessionId)).at(-1) === text || undefined, patienceMs);

test.each([
  ["polling", ["polling"]],
  ["WebSocket", ["websocket"]],
  ["polling that becomes WebSocket", ["polling", "websocket"]],
] as const)(
  "a stock client of Socket.IO uses an app by %s",
  async (_name, transports) => {
    await using client = await SocketIoWire.open(app(), { transports });
    expect(client.texts()[0]).toBe("0");
    await clicks(client, 20);
    for (let i = 0; i < 30; i++) client.click();
    await until("the count", () => client.texts()[0] === "50" || undefined, patienceMs);
  },
  60_000,
);

test("a large page comes whole by polling", async () => {
  await using client = await SocketIoWire.open(app());
  client.click(1);
  await until("the rows", () => client.texts().length > 20_000 || undefined, patienceMs);
  expect(client.texts().at(-1)).toBe("row 19999");
  await clicks(client, 1);
}, 60_000);

test("a session moves between transports and addresses, and misses nothing", async () => {
  const first = await SocketIoWire.open(app(), { headers: { "x-forwarded-for": "198.51.100.1" } });
  expect(first.texts()[1]).toBe("198.51.100.1");
  await clicks(first, 2);
  await first[Symbol.asyncDispose]();
  const { sessionId } = first;
  const second = await WireClient.open(host.socketUrl("local", "counter"), {
    sessionId,
    headers: { "x-forwarded-for": "203.0.113.2" },
  });
  expect(second.sessionId).toBe(sessionId);
  const address = () => second.find({ c: "Text", n: 1 }).value;
  await until("the address", () => address() === "203.0.113.2" || undefined, patienceMs);
  expect(second.find({ c: "Text" }).value).toBe("2");
  await second[Symbol.asyncDispose]();
  await using third = await SocketIoWire.open(app(), { sessionId, transports: ["websocket"] });
  expect([third.sessionId, third.texts()[0]]).toEqual([sessionId, "2"]);
  await clicks(third, 1);
  const wanted = ["disconnect", "connect", "disconnect", "connect"];
  await until(
    "the last news",
    async () => (await told("counter", sessionId)).length >= wanted.length || undefined,
    patienceMs,
  );
  expect(await told("counter", sessionId)).toEqual(wanted);
}, 60_000);

test("who ends a session is told to the app, and the code to its client", async () => {
  for (const [button, reason] of [
    [2, "app"],
    [3, "user"],
  ] as const) {
    await using client = await SocketIoWire.open(app());
    client.click(button);
    await until("its close", () => client.closed, patienceMs);
    expect(client.closed).toEqual([1000, "the session has ended"]);
    await toldLast("counter", client.sessionId, `close ${reason}`);
    await using later = await SocketIoWire.open(app(), { sessionId: client.sessionId });
    expect(later.sessionId).not.toBe(client.sessionId);
  }
}, 60_000);

test("who leaves keeps the session until its time has passed, then it ends as expired, once", async () => {
  const left = await WireClient.open(host.socketUrl("local", "short"));
  left.socket.close(1001);
  await using back = await SocketIoWire.open(app("short"), { sessionId: left.sessionId });
  expect(back.sessionId).toBe(left.sessionId);
  await back[Symbol.asyncDispose]();
  await toldLast("short", left.sessionId, "close expired");
  expect((await told("short", left.sessionId)).filter((line) => line.startsWith("close"))).toEqual([
    "close expired",
  ]);
}, 60_000);

test("round trips by polling beside those by WebSocket", async () => {
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const rows: string[] = [];
  for (const transport of ["polling", "websocket"]) {
    await using client = await SocketIoWire.open(app(), { transports: [transport] });
    await clicks(client, 20);
    const took = await clicks(client, 200);
    rows.push(
      `${transport}: p50 ${median(took).toFixed(1)} ms, slowest ${Math.max(...took).toFixed(1)} ms`,
    );
    expect(client.texts()[0]).toBe("220");
  }
  process.stdout.write(`round trips\n  ${rows.join("\n  ")}\n`);
}, 120_000);
