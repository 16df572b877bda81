import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Action, encode, encodeChannel, encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { eventually, OpenGateway } from "../testing/open-gateway.ts";
import { eventPacket, page, registerPacket, TestClient } from "../testing/test-client.ts";

const mebibyte = 1024 * 1024;

test.each<[string, Uint8Array | string, number]>([
  ["text", "hello", 1008],
  ["an event before the registration", eventPacket("click"), 1008],
  ["bytes that are no MessagePack", new Uint8Array([0, 0xc1]), 1008],
  ["half a message", registerPacket().subarray(0, 20), 1008],
  ["a message with a tail", new Uint8Array([...registerPacket(), 0]), 1008],
  ["an unknown action", encodeMessage(9, {}), 1008],
  ["a forbidden key", packetWith({ ["__proto__"]: 1 }), 1008],
  ["a key that is no string", encode([1, new Map([[1, 2]])], 0), 1008],
  ["a platform nobody has", registerPacket(null, { platform: "fuchsia" }), 1008],
  ["a packet of Flet before 0.86", registerPacket().subarray(1), 1008],
  ["more than a mebibyte", new Uint8Array(mebibyte + 1), 1009],
])("%s as the first message closes the socket", async (_name, packet, code) => {
  await using opened = await OpenGateway.start();
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(packet);
  const closed = await client.closed;
  expect(closed.code).toBe(code);
  if (code === 1008) expect(closed.reason).not.toBe("");
  expect(opened.app.journal).toEqual([]);
});

test.each<[string, Uint8Array | string, number]>([
  ["text", "hello", 1008],
  ["a second registration", registerPacket(), 1008],
  [
    "a body with a key too many",
    encodeMessage(3, { target: 1, name: "a", data: 1, more: 1 }),
    1008,
  ],
  ["a body with a key too few", encodeMessage(3, { target: 1, name: "a" }), 1008],
  ["an action of hosts", encodeMessage(2, { id: 1, patch: [] }), 1008],
  ["values nested too deep", eventPacket("a", nested(40)), 1008],
  ["more than a mebibyte", eventPacket("a", new Uint8Array(mebibyte)), 1009],
  ["an answer over a mebibyte to nothing", answer("x", mebibyte), 1009],
])("%s closes the socket of a session, the session stays", async (_name, packet, code) => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  client.ws.send(packet);
  expect((await client.closed).code).toBe(code);
  await eventually(() => expect(opened.app.journal).toHaveLength(2));
  using again = await TestClient.register(opened.ws, client.sessionId);
  expect(again.sessionId).toBe(client.sessionId);
});

test.each([
  ["an empty packet", new Uint8Array(0)],
  ["an unknown type", new Uint8Array([7, 1, 2, 3])],
  ["an extension nobody agreed on", new Uint8Array([2, 1])],
  ["a data-channel frame without a channel", new Uint8Array([1, 0, 0])],
])("%s is ignored before and after the registration", async (_name, packet) => {
  await using opened = await OpenGateway.start();
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(packet);
  client.ws.send(registerPacket());
  expect((await client.next())[0]).toBe(Action.register);
  client.ws.send(packet);
  expect(await client.click()).toBe(1);
  expect(await opened.metric("flotilla_gateway_ignored_total")).toBe(2);
});

test("data-channel frames go to the app and back as they are", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  const frame = encodeChannel(7, new Uint8Array([1, 2, 3]));
  client.ws.send(frame);
  await eventually(() => expect(opened.app.channels).toHaveLength(1));
  expect([...(opened.app.channels[0] ?? [])]).toEqual([...frame]);
  const session = opened.app.sessions.get(client.sessionId);
  if (session !== undefined) opened.app.send(session, frame);
  expect([...(await client.nextPacket())]).toEqual([...frame]);
});

test("an answer of up to 16 MiB is taken while a call waits for it, and once", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  client.event("call", "one");
  expect((await client.next())[1]).toMatchObject({ call_id: "one" });
  client.ws.send(answer("one", 15 * mebibyte));
  await eventually(() => expect(opened.app.answers).toHaveLength(1));
  expect(opened.app.answers[0]?.bytes).toBeGreaterThan(15 * mebibyte);
  expect(await client.click()).toBe(1);
  client.ws.send(answer("one", 2 * mebibyte));
  expect((await client.closed).code).toBe(1009);
});

test("over 16 MiB not even a call's answer is taken", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  client.event("call", "one");
  await client.next();
  client.ws.send(answer("one", 16 * mebibyte));
  expect((await client.closed).code).toBe(1009);
  expect(opened.app.answers).toEqual([]);
});

test("messages beyond the burst close the socket, the session stays", async () => {
  await using opened = await OpenGateway.start({
    limits: { messagesPerSecond: 10, messageBurst: 50 },
  });
  using client = await TestClient.register(opened.ws);
  for (let i = 0; i < 60; i++) client.event("click");
  expect(await client.closed).toMatchObject({ code: 1008, reason: "too many messages" });
  expect(opened.app.sessions.get(client.sessionId)?.clicks).toBeLessThanOrEqual(50);
});

test("a flood of pings is a flood of messages", async () => {
  await using opened = await OpenGateway.start({
    limits: { messagesPerSecond: 10, messageBurst: 50 },
  });
  using client = await TestClient.register(opened.ws);
  for (let i = 0; i < 60; i++) client.ws.ping();
  expect((await client.closed).code).toBe(1008);
});

test("who says nothing within the time of the first message is closed", async () => {
  await using opened = await OpenGateway.start({ limits: { firstMessageMs: 200 } });
  using client = new TestClient(opened.ws);
  expect(await client.closed).toMatchObject({ code: 1008, reason: "no registration in time" });
});

test("a client that answers no ping is lost, one that does stays", async () => {
  await using opened = await OpenGateway.start({ limits: { pingMs: 200, pongMs: 300 } });
  const silent = await TestClient.register(opened.ws);
  using alive = await TestClient.register(opened.ws);
  silent.ws.pause();
  await eventually(() => expect(opened.app.journal).toContain(`detach ${silent.sessionId} lost`));
  await sleep(1_000);
  expect(await alive.click()).toBe(1);
  silent.ws.terminate();
});

test("what a client sends before the reply is delivered after it, in order", async () => {
  await using opened = await OpenGateway.start();
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket());
  for (let i = 0; i < 3; i++) client.event("click");
  const actions: number[] = [];
  for (let i = 0; i < 4; i++) actions.push((await client.next())[0]);
  expect(actions).toEqual([Action.register, Action.patch, Action.patch, Action.patch]);
});

test("an app that does not reply is given up, and the visitor is told on the open socket", async () => {
  await using opened = await OpenGateway.start({ limits: { replyMs: 300 } });
  opened.app.replies = false;
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket());
  expect(await client.next()).toMatchObject([1, { error: "The app does not answer" }]);
  expect(client.ws.readyState).toBe(client.ws.OPEN);
  await eventually(() => expect(opened.app.journal.at(-1)).toMatch(/^close \S+ host$/));
  expect(await opened.store.sessions.count({})).toBe(0);
  expect((await opened.store.processes.list("t", "counter"))[0]?.seats).toBe(0);
});

test("too much before the reply closes the socket", async () => {
  await using opened = await OpenGateway.start();
  opened.app.replies = false;
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket());
  for (let i = 0; i < 70; i++) client.event("click");
  expect((await client.closed).code).toBe(1008);
});

test("events of one session arrive in order, whatever the others do", async () => {
  await using opened = await OpenGateway.start();
  const clients = await Promise.all(
    Array.from({ length: 20 }, () => TestClient.register(opened.ws)),
  );
  for (let i = 0; i < 50; i++) for (const client of clients) client.event("click");
  for (const client of clients) {
    const seen: unknown[] = [];
    for (let i = 0; i < 50; i++) seen.push(((await client.next())[1].patch as unknown[][])[1]?.[3]);
    expect(seen).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    client.cut();
  }
});

test("a large packet arrives whole while others are served", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  using other = await TestClient.register(opened.ws);
  client.event("big", 8 * mebibyte);
  expect(await other.click()).toBe(1);
  const [, body] = await client.next();
  const blob = (body.patch as unknown[][])[1]?.[3];
  expect(blob).toHaveLength(8 * mebibyte);
  expect((blob as Uint8Array).every((byte, i) => byte === i % 251)).toBe(true);
});

test("a client that does not read stops its own session only, and is cut off when nothing moves", async () => {
  await using opened = await OpenGateway.start({ limits: { writeStallMs: 1_000 } });
  const slow = await TestClient.register(opened.ws);
  using other = await TestClient.register(opened.ws);
  slow.ws.pause();
  for (let i = 0; i < 100; i++) slow.event("big", 256 * 1024);
  for (let i = 1; i <= 20; i++) {
    expect(await other.click()).toBe(i);
    const buffered = await opened.metric('flotilla_gateway_send_buffer_bytes{stat="max"}');
    expect(buffered).toBeLessThan(2 * mebibyte); // the app has no credit for more
    await sleep(20);
  }
  await eventually(() => {
    expect(opened.app.journal).toContain(`detach ${slow.sessionId} limit`);
  });
  slow.ws.terminate();
  using again = await TestClient.register(opened.ws, slow.sessionId);
  expect(again.sessionId).toBe(slow.sessionId);
});

test("a slow client that moves is not cut off, and gets everything", async () => {
  await using opened = await OpenGateway.start({ limits: { writeStallMs: 1_000 } });
  using client = await TestClient.register(opened.ws);
  for (let i = 0; i < 40; i++) client.event("big", 256 * 1024);
  for (let i = 0; i < 40; i++) {
    client.ws.pause();
    await sleep(60);
    client.ws.resume();
    await client.next();
  }
  expect(await client.click()).toBe(1);
});

test("one packet over the send buffer cuts a client off", async () => {
  await using opened = await OpenGateway.start({ limits: { sendBufferBytes: mebibyte } });
  const slow = await TestClient.register(opened.ws);
  slow.ws.pause();
  slow.event("big", 16 * mebibyte);
  await eventually(() => {
    expect(opened.app.journal).toContain(`detach ${slow.sessionId} limit`);
  });
  slow.ws.terminate();
});

test("the code with which an app ends a session reaches its client", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  client.event("end", 1011);
  expect((await client.closed).code).toBe(1011);
});

test("traffic is counted by direction, and a round trip is timed", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  for (let i = 0; i < 10; i++) await client.click();
  expect(await opened.metric('flotilla_gateway_messages_total{direction="in"}')).toBe(11);
  expect(await opened.metric('flotilla_gateway_messages_total{direction="out"}')).toBe(11);
  expect(await opened.metric("flotilla_event_roundtrip_seconds_count")).toBe(10);
  expect(await opened.metric('flotilla_gateway_message_size_bytes_count{direction="in"}')).toBe(11);
  expect(await opened.metric('flotilla_gateway_connections{transport="ws"}')).toBe(1);
});

function packetWith(more: object): Uint8Array {
  // Spread would drop the key that matters here.
  const fields = new Map<string, unknown>(Object.entries(page));
  for (const key of Reflect.ownKeys(more)) fields.set(String(key), 1);
  return encode([1, { session_id: null, page_name: "", page: fields }], 0);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

function answer(callId: string, bytes: number): Uint8Array {
  const result = new Uint8Array(bytes);
  return encodeMessage(Action.invoke, { control_id: 1, call_id: callId, result, error: null });
}
