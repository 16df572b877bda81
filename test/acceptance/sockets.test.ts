import { once } from "node:events";
import { connect } from "node:net";
import { Action, encodeMessage } from "@flotilla/protocol";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type ClientOptions, WebSocket } from "ws";
import { AppFolders } from "../support/app-folders.ts";
import { ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

let host: ServedHost;
let limited: ServedHost;

const counter = `ft.run((page) => {
  const count = ft.Text("0");
  const field = ft.TextField({ label: "Name" });
  page.add(count, field, ft.Button("add", { onClick: () => { count.value = String(Number(count.value) + 1); } }));
});`;

beforeAll(async () => {
  await using apps = await AppFolders.open();
  const folder = await apps.write("counter", counter);
  const start = async (env: Record<string, string>): Promise<ServedHost> => {
    const started = await ServedHost.start(["--no-samples"], env);
    const deployed = await started.command("deploy", folder);
    if (deployed.code !== 0) throw new Error(deployed.stderr);
    return started;
  };
  [host, limited] = await Promise.all([
    start({ FLOTILLA_GATEWAY_PUBLIC_URLS: "https://apps.example.com" }),
    start({
      FLOTILLA_GATEWAY_CONNECTIONS_PER_ADDRESS: "3",
      FLOTILLA_GATEWAY_REGISTRATIONS_PER_MINUTE: "6",
      FLOTILLA_GATEWAY_MESSAGE_BURST: "20",
      FLOTILLA_GATEWAY_MESSAGES_PER_SECOND: "20",
      FLOTILLA_GATEWAY_TRUSTED_PROXIES: "127.0.0.1",
      FLOTILLA_CONTROL_CALLS_PER_MINUTE: "15",
    }),
  ]);
}, 120_000);

afterAll(async () => {
  await Promise.all([host, limited].map((each) => each[Symbol.asyncDispose]()));
});

const url = (): string => host.socketUrl("local", "counter");
const page = { route: "/", web: true, width: 800, height: 600, platform: "linux", window: {} };
const register = (more: object = {}): Uint8Array =>
  encodeMessage(Action.register, { session_id: null, page_name: "local/counter", page, ...more });

/** The answer to a handshake: 101, or the status it was refused with. */
async function handshake(
  address: string,
  options: ClientOptions,
): Promise<{ status: number; retryAfter?: string }> {
  const socket = new WebSocket(address, options);
  return await new Promise((resolve, reject) => {
    socket.on("open", () => {
      socket.terminate();
      resolve({ status: 101 });
    });
    socket.on("unexpected-response", (_request, { statusCode = 0, headers }) => {
      const retryAfter = headers["retry-after"];
      resolve({ status: statusCode, ...(retryAfter !== undefined && { retryAfter }) });
      socket.terminate();
    });
    socket.on("error", reject);
  });
}

/** How the host ends a socket on which this is sent, after a registration if asked for. */
async function closeAfter(
  packets: readonly (Uint8Array | string)[],
  isRegistered: boolean,
): Promise<number> {
  if (isRegistered) {
    await using client = await WireClient.open(url());
    const closed = once(client.socket, "close");
    for (const packet of packets) client.socket.send(packet);
    return Number((await closed)[0]);
  }
  const socket = new WebSocket(url());
  await once(socket, "open");
  const closed = once(socket, "close");
  for (const packet of packets) socket.send(packet);
  return Number((await closed)[0]);
}

test("sockets open for our own pages and for programs, and for nobody else", async () => {
  const { port } = new URL(host.ready.url);
  const cookie = "flotilla_local_counter=abc";
  const cases: [headers: Record<string, string>, status: number][] = [
    [{}, 101],
    [{ origin: host.ready.url }, 101],
    [{ origin: host.ready.url, cookie }, 101],
    [{ origin: `http://localhost:${port}` }, 101],
    [{ origin: "https://apps.example.com" }, 101],
    [{ cookie }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "" }, 403],
    [{ origin: "https://evil.example" }, 403],
    [{ origin: `${host.ready.url}.evil.example` }, 403],
    [{ origin: `https://127.0.0.1:${port}` }, 403],
    [{ origin: `http://127.0.0.1:${Number(port) + 1}` }, 403],
    [{ origin: "https://apps.example.com.evil.example" }, 403],
    [{ origin: "http://apps.example.com" }, 403],
  ];
  for (const [headers, status] of cases) {
    expect({ headers, ...(await handshake(url(), { headers })) }).toEqual({ headers, status });
  }
});

test("what cannot come from a client ends its socket with the documented code", async () => {
  const event = (body: unknown): Uint8Array => encodeMessage(Action.event, body as object);
  const nested = Buffer.concat([
    Buffer.from([0, 0x92, 3]),
    Buffer.alloc(100_000, 0x91),
    Buffer.from([0xc0]),
  ]);
  const cases: [
    what: string,
    packets: (Uint8Array | string)[],
    isRegistered: boolean,
    code: number,
  ][] = [
    ["text", ["hello"], false, 1008],
    ["text later", ["hello"], true, 1008],
    ["event first", [event({ target: 1, name: "x", data: null })], false, 1008],
    ["nothing but rubbish", [Buffer.from([0, 0xc1, 0xc1])], false, 1008],
    ["registered twice", [register()], true, 1008],
    ["unknown action", [encodeMessage(99, {})], true, 1008],
    ["an action of the host", [encodeMessage(Action.patch, { id: 1, patch: [] })], true, 1008],
    ["wrong types", [event({ target: "1", name: "x", data: null })], true, 1008],
    ["additional keys", [event({ target: 1, name: "x", data: null, more: 1 })], true, 1008],
    ["missing keys", [event({ target: 1, name: "x" })], true, 1008],
    [
      "a forbidden key",
      [event({ target: 1, name: "x", data: new Map([["__proto__", { a: 1 }]]) })],
      true,
      1008,
    ],
    [
      "a key that is no text",
      [event({ target: 1, name: "x", data: new Map([[1, 2]]) })],
      true,
      1008,
    ],
    ["nesting of 100,000", [nested], true, 1008],
    ["nesting of 100,000 first", [nested], false, 1008],
    [
      "bytes after the message",
      [Buffer.concat([event({ target: 1, name: "x", data: null }), Buffer.from([1])])],
      true,
      1008,
    ],
    ["more than 1 MiB", [Buffer.alloc(1024 * 1024 + 1)], true, 1009],
    ["more than 1 MiB first", [Buffer.alloc(1024 * 1024 + 1)], false, 1009],
    ["a list as page", [register({ page: [] })], false, 1008],
    ["a number as session id", [register({ session_id: 7 })], false, 1008],
  ];
  const codes = await Promise.all(
    cases.map(([, packets, isRegistered]) => closeAfter(packets, isRegistered)),
  );
  expect(cases.map(([what], index) => [what, codes[index]])).toEqual(
    cases.map(([what, , , code]) => [what, code]),
  );
}, 120_000);

test("what a client may get wrong costs it nothing", async () => {
  await using other = await WireClient.open(url());
  await using client = await WireClient.open(url());
  const send = (action: number, body: object) => client.socket.send(encodeMessage(action, body));
  client.socket.send(Buffer.alloc(0));
  client.socket.send(Buffer.from([1, 2, 3]));
  client.socket.send(Buffer.from([1, 9, 9, 9, 9, 9]));
  client.socket.send(Buffer.from([7, 1]));
  send(Action.event, { target: 999_999, name: "click", data: null });
  send(Action.event, { target: 1, name: "no_such_event", data: null });
  send(Action.event, { target: other.find({ c: "Button" })._i, name: "click", data: null });
  send(Action.update, { id: other.find({ c: "TextField" })._i, props: { value: "stolen" } });
  send(Action.update, {
    id: 1,
    props: { no_such_property: 1, platform: "fuchsia", _i: 77, on_click: true },
  });
  send(Action.update, { id: client.find({ c: "TextField" })._i, props: { value: { a: [1, 2] } } });
  send(Action.invoke, { control_id: 1, call_id: "nobody", result: 1, error: null });
  client.event({ c: "Button" }, "click");
  await until("the answer", () => (client.find({ c: "Text" }).value === "1" ? true : undefined));
  expect(client.socket.readyState).toBe(WebSocket.OPEN);
  await other.settle();
  expect(other.find({ c: "Text" }).value).toBe("0");
  expect(other.find({ c: "TextField" }).value ?? "").toBe("");
  expect([...client.crashes, ...other.crashes, ...client.patchErrors]).toEqual([]);
});

test("an app that is not there is told in a reply, and the socket stays", async () => {
  for (const [team, app] of [
    ["local", "none"],
    ["nobody", "counter"],
  ] as const) {
    await using client = await WireClient.open(host.socketUrl(team, app));
    expect(client.registerError).not.toBe("");
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
  }
  expect(
    (await handshake(`${host.ready.url.replace("http", "ws")}/local/Bad_Name/ws`, {})).status,
  ).toBe(404);
});

test("over a limit a visitor is told when to come back, others are served", async () => {
  const address = limited.socketUrl("local", "counter");
  const from = (ip: string) => ({ headers: { "x-forwarded-for": ip } });
  const open = await Promise.all(
    [1, 2, 3].map(() => WireClient.open(address, from("198.51.100.1"))),
  );
  expect(await handshake(address, from("198.51.100.1"))).toEqual({
    status: 429,
    retryAfter: expect.stringMatching(/^\d+$/),
  });
  for (const client of open) await client[Symbol.asyncDispose]();
  for (let i = 0; i < 6; i++)
    await (await WireClient.open(address, from("198.51.100.2")))[Symbol.asyncDispose]();
  expect(await handshake(address, from("198.51.100.2"))).toEqual({
    status: 429,
    retryAfter: expect.stringMatching(/^[1-9]\d*$/),
  });
  await using noisy = await WireClient.open(address, from("198.51.100.3"));
  const closed = once(noisy.socket, "close");
  for (let i = 0; i < 60; i++) noisy.event({ c: "Button" }, "click");
  expect((await closed)[0]).toBe(1008);
  await using quiet = await WireClient.open(address, from("198.51.100.4"));
  expect(quiet.find({ c: "Text" }).value).toBe("0");
}, 120_000);

test("API calls over the limit of a token are answered with 429 and Retry-After", async () => {
  const headers = { authorization: `Bearer ${await limited.token()}` };
  const answers: Response[] = [];
  for (let i = 0; i < 16; i++)
    answers.push(await fetch(`${limited.ready.url}/api/v1/whoami`, { headers }));
  const last = answers.at(-1);
  expect(last?.status).toBe(429);
  expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await last?.json()).toMatchObject({ code: "RATE_LIMITED" });
});

test("a socket that says nothing is closed, and silent connections keep nobody out", async () => {
  const { hostname, port } = new URL(host.ready.url);
  const silent = Array.from({ length: 200 }, () => connect(Number(port), hostname));
  const mute = new WebSocket(url());
  const began = performance.now();
  const [code] = (await once(mute, "close")) as [number];
  expect(code).toBe(1008);
  expect(performance.now() - began).toBeLessThan(8_000);
  await using client = await WireClient.open(url());
  expect(client.find({ c: "Text" }).value).toBe("0");
  for (const socket of silent) socket.destroy();
}, 120_000);
