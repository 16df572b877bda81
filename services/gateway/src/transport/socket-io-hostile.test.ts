import { once } from "node:events";
import { connect } from "node:net";
import { encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { io } from "socket.io-client";
import { eventually, OpenGateway } from "../testing/open-gateway.ts";
import { RawPoller } from "../testing/raw-poller.ts";
import { SocketIoClient } from "../testing/socket-io-client.ts";
import { registerPacket } from "../testing/test-client.ts";

const mebibyte = 1024 * 1024;
const base = (opened: OpenGateway): string => `${opened.gateway.url}/t/counter`;
const handshake = "EIO=4&transport=polling";

test("origins: our own pages and programs without cookies poll, nobody else", async () => {
  await using opened = await OpenGateway.start({
    config: { publicUrls: ["https://apps.example.org"] },
  });
  const poller = new RawPoller(base(opened));
  const own = opened.gateway.url;
  const cookie = "flotilla_t_counter=x";
  const cases: [Record<string, string>, number][] = [
    [{}, 200],
    [{ origin: own }, 200],
    [{ origin: "https://apps.example.org", cookie }, 200],
    [{ cookie: "a=1" }, 200],
    [{ cookie, "sec-fetch-site": "same-origin" }, 200],
    [{ cookie, "x-flotilla-client": "web" }, 200],
    [{ cookie }, 403],
    [{ cookie, "sec-fetch-site": "cross-site" }, 403],
    [{ cookie, "sec-fetch-site": "same-site" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://evil.test" }, 403],
    [{ origin: `${own}.evil.test` }, 403],
    [{ origin: "http://evil.test", "x-flotilla-client": "web" }, 403],
    [{ origin: "http://evil.test", "sec-fetch-site": "same-origin" }, 403],
  ];
  for (const [headers, status] of cases) {
    const answer = await poller.request("GET", handshake, undefined, headers);
    expect([headers, answer.status]).toEqual([headers, status]);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  }
  const preflight = await poller.request("OPTIONS", handshake, undefined, {
    origin: "http://evil.test",
    "access-control-request-headers": "x-flotilla-client",
  });
  expect([preflight.status, preflight.headers.get("allow")]).toEqual([405, "GET, POST"]);
  for (const origin of ["http://evil.test", "null", `${own}.evil.test`]) {
    const socket = io(own, {
      path: "/t/counter/socket.io/",
      transports: ["websocket"],
      extraHeaders: { origin },
      reconnection: false,
    });
    expect(await new Promise((resolve) => socket.on("connect_error", () => resolve("no")))).toBe(
      "no",
    );
  }
  const open = await RawPoller.open(base(opened));
  const stolen = await open.request("POST", open.query, "3", { origin: "http://evil.test" });
  expect(stolen.status).toBe(403);
  expect(opened.app.linkCount).toBe(0);
});

test.each<[string, string, string, string | undefined, number]>([
  ["no version", "GET", "transport=polling", undefined, 400],
  ["an old version", "GET", "EIO=3&transport=polling", undefined, 400],
  ["an unknown transport", "GET", "EIO=4&transport=flashsocket", undefined, 400],
  ["WebTransport", "GET", "EIO=4&transport=webtransport", undefined, 400],
  ["a WebSocket that is none", "GET", "EIO=4&transport=websocket", undefined, 400],
  ["JSONP", "GET", "EIO=4&transport=polling&j=0", undefined, 400],
  ["a handshake by POST", "POST", handshake, "40", 400],
  ["another method", "PUT", handshake, "40", 405],
  [
    "an unknown identifier",
    "GET",
    `${handshake}&sid=g-none.aaaaaaaaaaaaaaaaaaaaaaaa`,
    undefined,
    400,
  ],
  ["an identifier of nobody's form", "POST", `${handshake}&sid=__proto__`, "40", 400],
  ["two identifiers", "GET", `${handshake}&sid=a&sid=b`, undefined, 400],
])("%s is refused", async (_name, method, query, body, status) => {
  await using opened = await OpenGateway.start();
  const answer = await new RawPoller(base(opened)).request(method, query, body);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toMatchObject({
    status,
    code: status === 405 ? "METHOD_NOT_ALLOWED" : "REQUEST_INVALID",
  });
});

test("an identifier is worth nothing at another app's address", async () => {
  await using opened = await OpenGateway.start();
  const poller = await RawPoller.open(base(opened));
  const other = new RawPoller(`${opened.gateway.url}/t/other`);
  expect((await other.request("POST", poller.query, "3")).status).toBe(400);
  expect((await other.request("GET", poller.query)).status).toBe(400);
  await poller.send(registerPacket());
  expect((await poller.poll()).text).toContain('51-["packet"');
});

test.each<[string, (client: SocketIoClient) => void, number]>([
  ["another event", (client) => client.io.emit("hello"), 1008],
  ["a packet that is text", (client) => client.io.emit("packet", "hello"), 1008],
  ["a packet of nothing", (client) => client.io.emit("packet"), 1008],
  ["an event of another namespace's name", (client) => client.io.emit("x", Buffer.from("a")), 1008],
  ["a long text", (client) => client.io.emit("hello", "x".repeat(100_000)), 1008],
  ["deep JSON", (client) => client.io.emit("hello", deep(1_000)), 1008],
  ["no MessagePack", (client) => client.send(new Uint8Array([0, 0xc1])), 1008],
  ["an unknown action", (client) => client.send(encodeMessage(9, {})), 1008],
  ["a second registration", (client) => client.send(registerPacket()), 1008],
  ["more than a mebibyte", (client) => client.send(new Uint8Array(mebibyte + 1)), 1009],
])("%s ends the client with its code, the session stays", async (_name, misbehave, code) => {
  for (const transport of ["polling", "websocket"]) {
    await using opened = await OpenGateway.start();
    using client = await SocketIoClient.register(base(opened), null, { transports: [transport] });
    misbehave(client);
    const closed = await client.closed;
    // A WebSocket message over the limit is not read: its own close frame says why.
    if (code !== 1009 || transport === "polling")
      expect([transport, closed.code]).toEqual([transport, code]);
    await eventually(() => expect(opened.app.journal).toHaveLength(2));
    using again = await SocketIoClient.register(base(opened), client.sessionId);
    expect(again.sessionId).toBe(client.sessionId);
  }
});

test.concurrent.each<[string, readonly string[]]>([
  ["a ping of the wrong side", ["2"]],
  ["no packet of Engine.IO", ["x"]],
  ["bytes that nobody announced", ["bAAAA"]],
  ["an announcement without bytes", ['451-["packet",{"_placeholder":true,"num":0}]', '42["a"]']],
  ["a second connection", ["40"]],
  ["eleven attachments", ['4511-["packet"]']],
  ["an attachment that is nowhere", ['451-["packet",{"_placeholder":true,"num":7}]', "bAAAA"]],
  ["broken JSON", ['42["packet"']],
  ["too many packets in one request", Array.from({ length: 5_000 }, () => "6")],
])("%s ends the client", async (_name, packets) => {
  await using opened = await OpenGateway.start();
  const poller = await RawPoller.open(base(opened));
  await poller.send(registerPacket());
  await eventually(() => expect(opened.app.journal).toHaveLength(1));
  await poller.post(...packets);
  await eventually(() => expect(opened.app.journal).toHaveLength(2));
  await eventually(async () => expect((await poller.post("3")).status).toBe(400), 10_000);
});

test("who joins twice at once is not let in twice", async () => {
  await using opened = await OpenGateway.start();
  const poller = new RawPoller(base(opened));
  const { text } = await poller.request("GET", handshake);
  poller.sid = (JSON.parse(text.slice(1)) as { sid: string }).sid;
  await poller.post("40", "40", "40");
  await eventually(async () => expect((await poller.post("3")).status).toBe(400), 20_000);
  expect(await opened.metric('flotilla_gateway_connections{transport="sio-poll"}')).toBe(0);
  using client = await SocketIoClient.register(base(opened));
  expect(await client.click()).toBe(1);
});

test("a flood of packets that say nothing is a flood of messages", async () => {
  await using opened = await OpenGateway.start({
    limits: { messagesPerSecond: 10, messageBurst: 50 },
  });
  const poller = await RawPoller.open(base(opened));
  await poller.send(registerPacket());
  await eventually(() => expect(opened.app.journal).toHaveLength(1));
  await poller.post(...Array.from({ length: 100 }, () => "6"));
  await eventually(() => expect(opened.app.journal.at(-1)).toMatch(/^detach .* limit$/));
  using client = await SocketIoClient.register(base(opened));
  for (let i = 0; i < 60; i++) client.event("click");
  expect(await client.closed).toMatchObject({ code: 1008, reason: "too many messages" });
});

test("one request of a polling client is as large as one message, and comes in time", async () => {
  await using opened = await OpenGateway.start({ limits: { pollBodyMs: 500 } });
  using client = await SocketIoClient.register(base(opened));
  const giant = await RawPoller.open(base(opened));
  expect((await giant.post("4".repeat(3 * mebibyte))).status).toBe(413);
  const slow = await RawPoller.open(base(opened));
  const { port, pathname } = new URL(slow.url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(
    `POST ${pathname}?${slow.query} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n4`,
  );
  await once(socket.resume(), "close");
  expect((await slow.post("3")).status).toBe(400);
  expect(await client.click()).toBe(1);
});

test("answers to calls may be large here too, and only they", async () => {
  await using opened = await OpenGateway.start();
  for (const transport of ["polling", "websocket"]) {
    opened.app.answers.length = 0;
    using client = await SocketIoClient.register(base(opened), null, { transports: [transport] });
    client.event("call", "one");
    expect((await client.next())[1]).toMatchObject({ call_id: "one" });
    client.send(answer("one", 8 * mebibyte));
    await eventually(() => expect(opened.app.answers).toHaveLength(1), 20_000);
    expect(opened.app.answers[0]?.bytes).toBeGreaterThan(8 * mebibyte);
    expect(await client.click()).toBe(1);
  }
});

test("who opens and says nothing is gone in time, and its address is free again", async () => {
  await using opened = await OpenGateway.start({
    limits: { firstMessageMs: 300, connectionsPerAddress: 2 },
  });
  const mute = new RawPoller(base(opened));
  expect((await mute.request("GET", handshake)).status).toBe(200);
  await RawPoller.open(base(opened));
  const refused = await mute.request("GET", handshake);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
  await eventually(async () => {
    using client = await SocketIoClient.register(base(opened));
    expect(await client.click()).toBe(1);
  }, 20_000);
});

test("handshakes that fail leave nothing counted", async () => {
  await using opened = await OpenGateway.start({ limits: { connectionsPerAddress: 1 } });
  const { port } = new URL(opened.gateway.url);
  for (const query of ["EIO=4&transport=websocket", "EIO=4&transport=polling"]) {
    for (let i = 0; i < 3; i++) {
      const socket = connect(Number(port), "127.0.0.1");
      socket.write(
        `GET /t/counter/socket.io/?${query} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
      );
      await once(socket.resume(), "close");
    }
  }
  await eventually(async () => {
    using client = await SocketIoClient.register(base(opened));
    expect(await client.click()).toBe(1);
  });
});

test("too many registrations are told when to come back", async () => {
  await using opened = await OpenGateway.start({ limits: { registrationsPerMinute: 2 } });
  for (let i = 0; i < 2; i++) await (await SocketIoClient.register(base(opened))).close();
  const refused = await new RawPoller(base(opened)).request("GET", handshake);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a session that began with a secret needs it here too", async () => {
  await using opened = await OpenGateway.start();
  const cookie = (value: string) => ({
    extraHeaders: {
      origin: opened.gateway.url,
      cookie: `flotilla_t_counter=${value.repeat(43)}`,
    },
  });
  const mine = await SocketIoClient.register(base(opened), null, cookie("a"));
  await mine.click();
  await mine.close();
  for (const thief of [{}, cookie("b")]) {
    using other = await SocketIoClient.register(base(opened), mine.sessionId, thief);
    expect(other.sessionId).not.toBe(mine.sessionId);
  }
  using back = await SocketIoClient.register(base(opened), mine.sessionId, cookie("a"));
  expect([back.sessionId, await back.click()]).toEqual([mine.sessionId, 2]);
});

function deep(levels: number): unknown {
  return levels === 0 ? 1 : [deep(levels - 1)];
}

function answer(callId: string, bytes: number): Uint8Array {
  const body = { control_id: 1, call_id: callId, result: new Uint8Array(bytes), error: null };
  return encodeMessage(5, body);
}
