import {
  decodeMessage,
  encodeAppNotice,
  encodeInput,
  encodeMessage,
  encodePing,
  type LinkOpen,
  maxCheckpointBytes,
  noticeChannel,
} from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import type { AppStandIn } from "../testing/app-stand-in.ts";
import { NumberingClient } from "../testing/numbering-client.ts";
import {
  deploy,
  eventually,
  OpenGateway,
  type OpenOptions,
  token,
} from "../testing/open-gateway.ts";
import { eventPacket, TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

const minute = 60_000;

/** A gateway and a worker that starts processes when they are needed. */
async function open(options: OpenOptions = {}) {
  const opened = await OpenGateway.start({ isCold: true, ...options });
  const worker = await WorkerStandIn.start(opened.store, token);
  return {
    opened,
    worker,
    /** The process of so many that were started. */
    app(n: number): AppStandIn {
      const app = worker.apps[n];
      if (app === undefined) throw new Error(`no process ${n}`);
      return app;
    },
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await worker[Symbol.asyncDispose]();
    },
  };
}

test("a client stays connected when its process dies, and gets the whole page of the next one", async () => {
  await using world = await open();
  const { opened, worker } = world;
  using client = await TestClient.register(opened.ws);
  await client.click();
  expect(await client.click()).toBe(2);
  await worker.kill(world.app(0));
  const [action, body] = await client.next();
  expect([action, body.session_id]).toEqual([1, client.sessionId]);
  expect(body.page_patch).toMatchObject({ clicks: 2 });
  expect(await client.click()).toBe(3);
  const { open: given } = world.app(1).sessions.get(client.sessionId) ?? {};
  expect(given).toMatchObject({
    epoch: 2,
    restore: { release: opened.release, isStaying: true },
    page: { route: "/", platform: "linux" },
  });
  expect(await opened.store.sessions.get(client.sessionId)).toMatchObject({
    state: "attached",
    epoch: 2,
    owner: { processId: expect.stringMatching(/2$/) },
  });
  expect(await opened.metric('flotilla_session_recoveries_total{result="ok"')).toBe(1);
  expect(await opened.metric("flotilla_session_recovery_duration_seconds_count")).toBe(1);
  expect(await opened.metric("flotilla_session_recoveries_running")).toBe(0);
});

test("many sessions come back at once, each with its own state, and seats are counted right", async () => {
  await using world = await open();
  const { opened, worker } = world;
  const clients = await Promise.all(
    Array.from({ length: 30 }, () => TestClient.register(opened.ws)),
  );
  for (const [i, client] of clients.entries()) for (let n = 0; n < i % 4; n++) await client.click();
  await worker.kill(world.app(0));
  const bodies = await Promise.all(clients.map(async (client) => (await client.next())[1]));
  expect(bodies.map(({ session_id }) => session_id)).toEqual(clients.map((c) => c.sessionId));
  const clicks = bodies.map(({ page_patch }) => (page_patch as { clicks: number }).clicks);
  expect(clicks).toEqual(clients.map((_, i) => i % 4));
  expect((await opened.store.processes.list("t", "counter")).map(({ seats }) => seats)).toEqual([
    30,
  ]);
  for (const client of clients) client.cut();
});

test("a session that kept nothing begins anew, under its id", async () => {
  await using world = await open();
  const { opened, worker } = world;
  using client = await TestClient.register(opened.ws);
  await worker.kill(world.app(0));
  expect((await client.next())[1].session_id).toBe(client.sessionId);
  expect(world.app(1).sessions.get(client.sessionId)?.open).not.toHaveProperty("restore");
  expect(await client.click()).toBe(1);
});

test("a process may die before it has answered the first registration", async () => {
  await using world = await open();
  const { opened, worker } = world;
  using first = await TestClient.register(opened.ws);
  world.app(0).replies = false;
  const second = TestClient.register(opened.ws);
  await eventually(() => expect(world.app(0).journal).toHaveLength(2));
  await worker.kill(world.app(0));
  using client = await second;
  expect(await client.click()).toBe(1);
  await first.next();
});

test("a session goes on as often as its process dies", async () => {
  await using world = await open();
  const { opened, worker } = world;
  using client = await TestClient.register(opened.ws);
  for (let n = 0; n < 6; n++) {
    expect(await client.click()).toBe(n + 1);
    await worker.kill(world.app(n));
    expect((await client.next())[1].page_patch).toMatchObject({ clicks: n + 1 });
  }
  expect((await opened.store.sessions.get(client.sessionId))?.epoch).toBe(7);
});

test("a session that keeps as much as it may comes back with all of it, and its neighbours beside it", async () => {
  await using world = await open();
  const { opened, worker } = world;
  const clients = await Promise.all(
    Array.from({ length: 6 }, () => TestClient.register(opened.ws)),
  );
  for (const [i, client] of clients.entries()) {
    await client.click();
    const record = await opened.store.sessions.get(client.sessionId);
    if (record === undefined) throw new Error("expected a session");
    const parts = { "s:large": new Uint8Array(maxCheckpointBytes - 100).fill(i) };
    await opened.store.sessions.checkpoint(record.id, record, { parts, whole: false });
  }
  await worker.kill(world.app(0));
  for (const [i, client] of clients.entries()) {
    expect((await client.next())[1].page_patch).toMatchObject({ clicks: 1 });
    const given = world.app(1).sessions.get(client.sessionId)?.open as LinkOpen;
    const large = given.restore?.parts["s:large"];
    expect([large?.length, large?.at(-1)]).toEqual([maxCheckpointBytes - 100, i]);
    expect(await client.click()).toBe(2);
    client.cut();
  }
}, 60_000);

test("numbered inputs are applied once, whatever dies when", async () => {
  await using world = await open();
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
  await using world = await open();
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
  await using world = await open();
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

test("a detached session whose process has died comes back with its client", async () => {
  await using world = await open();
  const { opened, worker } = world;
  const first = await TestClient.register(opened.ws);
  await first.click();
  await first.close();
  await eventually(() => expect(world.app(0).journal.at(-1)).toMatch(/^detach/));
  await worker.kill(world.app(0));
  expect(await opened.store.sessions.get(first.sessionId)).toMatchObject({
    state: "detached",
    owner: null,
  });
  using client = await TestClient.register(opened.ws, first.sessionId, { page: { route: "/new" } });
  expect(client.sessionId).toBe(first.sessionId);
  expect(await client.click()).toBe(2);
  expect(world.app(1).sessions.get(first.sessionId)?.open).toMatchObject({
    restore: { isStaying: false },
    page: { route: "/new" },
  });
  expect(await opened.metric('flotilla_session_resumes_total{result="ok"')).toBe(1);
});

test("a detached session that has no process ends at its deadline", async () => {
  await using world = await open();
  const { opened, worker } = world;
  const client = await TestClient.register(opened.ws);
  await client.close();
  await eventually(() => expect(world.app(0).journal.at(-1)).toMatch(/^detach/));
  await worker.kill(world.app(0));
  opened.clock.advance(60 * minute);
  await eventually(async () => {
    expect(await opened.store.sessions.get(client.sessionId)).toBeUndefined();
  });
  expect(await opened.metric('flotilla_session_duration_seconds_count{end="idle"')).toBe(1);
});

test("a client that leaves while its session comes back is not waited for, and finds it later", async () => {
  await using world = await open();
  const { opened, worker } = world;
  const first = await TestClient.register(opened.ws);
  await first.click();
  worker.startMs = 500;
  await worker.kill(world.app(0));
  await first.close();
  await eventually(() => expect(worker.apps).toHaveLength(2));
  await eventually(async () => {
    expect(await opened.store.sessions.get(first.sessionId)).toMatchObject({
      state: "detached",
      owner: null,
    });
    expect((await opened.store.processes.list("t", "counter"))[0]?.seats).toBe(0);
  });
  using client = await TestClient.register(opened.ws, first.sessionId);
  expect([client.sessionId, await client.click()]).toEqual([first.sessionId, 2]);
});

test("[FM-5] a session that crashes its process again and again is ended, the others go on", async () => {
  await using world = await open();
  const { opened, worker } = world;
  using poisoned = await NumberingClient.register(opened.ws);
  const others = await Promise.all(
    Array.from({ length: 5 }, () => NumberingClient.register(opened.ws)),
  );
  for (const client of others) client.input("click");
  await eventually(() => expect(others.map(({ open }) => open.size)).toEqual([0, 0, 0, 0, 0]));
  for (const client of others) client.input("click"); // under way when the poison is taken
  poisoned.input("die");
  expect(await poisoned.closed).toEqual({ code: 1011, reason: "the app keeps crashing" });
  expect(worker.apps.length).toBeLessThanOrEqual(5);
  for (const client of others) client.input("click");
  await eventually(() => expect(others.map(({ clicks }) => clicks)).toEqual([3, 3, 3, 3, 3]));
  expect(await opened.store.sessions.get(poisoned.sessionId)).toBeUndefined();
  expect(await opened.metric('flotilla_session_recoveries_total{result="crash_loop"')).toBe(1);
  for (const client of others) client[Symbol.dispose]();
});

test("sessions of a release that is given up move to the live one, also those without a client", async () => {
  await using world = await open();
  const { opened, worker } = world;
  using staying = await TestClient.register(opened.ws);
  const leaving = await TestClient.register(opened.ws);
  for (const client of [staying, leaving]) await client.click();
  await leaving.close();
  await eventually(() => expect(world.app(0).journal.at(-1)).toMatch(/^detach/));
  const settings = { settings: { title: "Second" } };
  const release = await deploy(opened.catalog, "t", "counter", settings);
  await worker.kill(world.app(0), "moved");
  expect((await staying.next())[1].page_patch).toMatchObject({ clicks: 1 });
  using back = await TestClient.register(opened.ws, leaving.sessionId);
  expect(await back.click()).toBe(2);
  for (const { sessionId } of [staying, leaving]) {
    const record = await opened.store.sessions.get(sessionId);
    expect(record).toMatchObject({ release, epoch: 2, recoveries: 0, isMoving: false });
    expect(world.app(1).sessions.get(sessionId)?.open).toMatchObject({
      restore: { release: opened.release },
    });
  }
});

test("a session whose process died stays on its release, though a newer one is live", async () => {
  await using world = await open();
  const { opened, worker } = world;
  using client = await TestClient.register(opened.ws);
  await deploy(opened.catalog, "t", "counter", { settings: { title: "Second" } });
  await worker.kill(world.app(0));
  await client.next();
  expect((await opened.store.sessions.get(client.sessionId))?.release).toBe(opened.release);
});

test("a process that does not take a session that comes back is not the last one asked", async () => {
  await using world = await open();
  const { opened, worker } = world;
  using client = await TestClient.register(opened.ws);
  await client.click();
  worker.onStart = (app) => {
    app.takes = worker.apps.length > 2;
  };
  worker.capacity = 1;
  await worker.kill(world.app(0));
  expect((await client.next())[1].page_patch).toMatchObject({ clicks: 1 });
  expect(await client.click()).toBe(2);
});

test("when no process can be had the client is closed and may come back to its session", async () => {
  await using world = await open({ limits: { queueMs: 300 } });
  const { opened, worker } = world;
  using client = await TestClient.register(opened.ws);
  await client.click();
  worker.failure = { status: 503, body: { title: "full" } };
  await worker.kill(world.app(0));
  expect((await client.closed).code).toBe(1013);
  worker.failure = undefined;
  await eventually(async () => {
    expect(await opened.store.sessions.get(client.sessionId)).toMatchObject({ state: "detached" });
  });
  await eventually(async () => {
    using again = await TestClient.register(opened.ws, client.sessionId);
    expect([again.sessionId, await again.click()]).toEqual([client.sessionId, 2]);
  });
});

test("an app that no longer starts is told to who comes back, and the state is kept", async () => {
  await using world = await open();
  const { opened, worker } = world;
  const client = await TestClient.register(opened.ws);
  await client.click();
  worker.failure = { status: 422, body: { detail: "it is broken" } };
  await worker.kill(world.app(0));
  expect((await client.closed).code).toBe(1011);
  using told = await TestClient.register(opened.ws, client.sessionId);
  expect(told.sessionId).toBe("");
  worker.failure = undefined;
  using again = await TestClient.register(opened.ws, client.sessionId);
  expect([again.sessionId, await again.click()]).toEqual([client.sessionId, 2]);
});

test("a ping of the extension is answered by the gateway, plain clients' are ignored", async () => {
  await using world = await open();
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
  await using world = await open();
  using client = await NumberingClient.register(world.opened.ws);
  client.ws.send(encodeInput(number, 1, packet));
  expect((await client.closed).code).toBe(1008);
});

test("an input that would fail inside the app counts as applied and does nothing", async () => {
  await using world = await open();
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
  await using world = await open();
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
  await using world = await open();
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
