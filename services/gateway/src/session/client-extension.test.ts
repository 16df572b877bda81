import {
  decodeMessage,
  encodeAppNotice,
  encodeInput,
  encodeMessage,
  encodePing,
  noticeChannel,
} from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { NumberingClient } from "../testing/numbering-client.ts";
import { eventually, token } from "../testing/open-gateway.ts";
import { openWithWorker } from "../testing/open-with-worker.ts";
import { eventPacket, TestClient } from "../testing/test-client.ts";

test("numbered inputs are applied once, whatever dies when", async () => {
  await using world = await openWithWorker();
  const { opened, worker } = world;
  using client = await NumberingClient.register(opened.ws);
  client.input("click");
  await eventually(() => expect([client.clicks, client.open.size]).toEqual([1, 0]));
  world.app(0).acknowledges = false;
  for (let n = 0; n < 5; n++) client.input("click");
  await eventually(() => expect(client.clicks).toBe(6));
  worker.startMs = 300;
  const death = worker.kill(world.app(0));
  for (let n = 0; n < 5; n++) client.input("click"); // into the gap
  await death;
  await eventually(() =>
    expect([client.replies, client.clicks, client.open.size]).toEqual([2, 11, 0]),
  );
  expect(world.app(1).sessions.get(client.sessionId)?.open).toMatchObject({
    extension: { ack: 1 },
  });
});

test("an input that was made for the page before the last one is dropped: its client sends it again", async () => {
  await using world = await openWithWorker();
  const { opened, worker } = world;
  using client = await NumberingClient.register(opened.ws);
  await worker.kill(world.app(0));
  await eventually(() => expect(client.replies).toBe(2));
  client.ws.send(encodeInput(1, 1, eventPacket("click")));
  client.input("click");
  await eventually(() => expect(client.clicks).toBe(1));
  expect(world.app(1).sessions.get(client.sessionId)?.applied).toBe(1);
});

test("of what a client without numbers sends into the gap, only the page's own events wait", async () => {
  await using world = await openWithWorker();
  const { opened, worker } = world;
  using client = await TestClient.register(opened.ws);
  worker.startMs = 500;
  const death = worker.kill(world.app(0));
  await eventually(() => expect(opened.app.linkCount).toBe(0));
  await death;
  client.ws.send(encodeMessage(3, { target: 50, name: "click", data: null }));
  client.ws.send(encodeMessage(5, { control_id: 50, call_id: "c", result: null, error: null }));
  client.event("click"); // of the page, control 1
  await client.next();
  const [, body] = await client.next();
  expect((body.patch as unknown[][])[1]?.[3]).toBe(1);
  expect(world.app(1).answers).toEqual([]);
  expect(await opened.metric('flotilla_session_events_dropped_total{reason="gap"')).toBe(2);
});

test("a ping of the extension is answered by the gateway, plain clients' are ignored", async () => {
  await using world = await openWithWorker();
  const { opened } = world;
  using client = await NumberingClient.register(opened.ws);
  using plain = await TestClient.register(opened.ws);
  const got: Uint8Array[] = [];
  client.ws.on("message", (data) => got.push(data as Uint8Array));
  for (const { ws } of [client, plain]) ws.send(encodePing(Uint8Array.of(1, 2, 3, 4)));
  await eventually(() => expect(got.map((packet) => [...packet])).toEqual([[2, 5, 1, 2, 3, 4]]));
  expect(await plain.click()).toBe(1);
  expect(plain.received).toEqual([]);
  expect(await opened.metric("flotilla_gateway_ignored_total")).toBe(1);
});

test.each([
  [
    "an answer as input",
    encodeMessage(5, { control_id: 1, call_id: "c", result: 1, error: null }),
    5,
  ],
  ["number zero", eventPacket("click"), 0],
  ["an unknown action", encodeMessage(9, {}), 5],
])("%s ends the connection with 1008", async (_, packet, number) => {
  await using world = await openWithWorker();
  using client = await NumberingClient.register(world.opened.ws);
  client.ws.send(encodeInput(number, 1, packet));
  expect((await client.closed).code).toBe(1008);
});

test("an input that would fail inside the app counts as applied and does nothing", async () => {
  await using world = await openWithWorker();
  const { opened } = world;
  using client = await NumberingClient.register(opened.ws);
  const actions: number[] = [];
  world.app(0).onMessage = (_, action) => actions.push(action);
  client.ws.send(encodeInput(1, 1, encodeMessage(4, { id: 1, props: { width: "wide" } })));
  client.input("click");
  client.input("click");
  await eventually(() => expect(client.clicks).toBe(1));
  expect(actions).toEqual([4, 3]);
  expect(world.app(0).sessions.get(client.sessionId)?.applied).toBe(2);
});

test("notices reach the clients of an app that speak the extension, and who comes while a build fails", async () => {
  await using world = await openWithWorker();
  const { opened } = world;
  using client = await NumberingClient.register(opened.ws);
  using plain = await TestClient.register(opened.ws);
  const failed = { type: "build_failed", text: "no", file: "main.ts", line: 3 } as const;
  await opened.gateway.notify("t", "other", { type: "build_ok" });
  await opened.gateway.notify("t", "counter", failed);
  await eventually(() => expect(client.notices).toEqual([failed]));
  using late = await NumberingClient.register(opened.ws);
  await eventually(() => expect(late.notices).toEqual([failed]));
  const url = new URL("/v1/notices", opened.gateway.internalUrl);
  const post = async (body: object, bearer = token) =>
    (
      await fetch(url, {
        method: "POST",
        headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      })
    ).status;
  const ok = { team: "t", app: "counter", notice: { type: "build_ok" } };
  expect([await post(ok, "wrong"), await post({ ...ok, notice: {} }), await post(ok)]).toEqual([
    401, 400, 204,
  ]);
  await eventually(() => expect(client.notices).toEqual([failed, { type: "build_ok" }]));
  using last = await NumberingClient.register(opened.ws);
  last.input("click");
  await eventually(() => expect(last.clicks).toBe(1));
  expect(last.notices).toEqual([]);
  expect(plain.received.map((packet) => decodeMessage(packet)[0])).toEqual([]);
});

test("who was told that the app does not respond learns when another process does", async () => {
  await using world = await openWithWorker();
  const { opened, worker } = world;
  using client = await NumberingClient.register(opened.ws);
  const silence = { team: "t", app: "counter", notice: { type: "not_responding" } } as const;
  const { owner } = (await opened.store.sessions.get(client.sessionId)) ?? {};
  for (const processId of ["another", owner?.processId ?? ""]) {
    await opened.store.bus.publish(noticeChannel, encodeAppNotice({ ...silence, processId }));
  }
  await eventually(() => expect(client.notices).toEqual([{ type: "not_responding" }]));
  await worker.kill(world.app(0));
  await eventually(() => expect(client.notices.at(-1)).toEqual({ type: "responding" }));
  expect([client.notices.length, client.replies]).toEqual([2, 2]);
});
