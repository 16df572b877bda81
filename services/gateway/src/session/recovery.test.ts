import { type LinkOpen, maxCheckpointBytes } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { NumberingClient } from "../testing/numbering-client.ts";
import { deploy, eventually } from "../testing/open-gateway.ts";
import { openWithWorker } from "../testing/open-with-worker.ts";
import { TestClient } from "../testing/test-client.ts";

const minute = 60_000;

test("a client stays connected when its process dies, and gets the whole page of the next one", async () => {
  await using world = await openWithWorker();
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
  await using world = await openWithWorker();
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
  await using world = await openWithWorker();
  const { opened, worker } = world;
  using client = await TestClient.register(opened.ws);
  await worker.kill(world.app(0));
  expect((await client.next())[1].session_id).toBe(client.sessionId);
  expect(world.app(1).sessions.get(client.sessionId)?.open).not.toHaveProperty("restore");
  expect(await client.click()).toBe(1);
});

test("a process may die before it has answered the first registration", async () => {
  await using world = await openWithWorker();
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
  await using world = await openWithWorker();
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
  await using world = await openWithWorker();
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

test("a detached session whose process has died comes back with its client", async () => {
  await using world = await openWithWorker();
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
  await using world = await openWithWorker();
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
  await using world = await openWithWorker();
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
  await using world = await openWithWorker();
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
  await using world = await openWithWorker();
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
  await using world = await openWithWorker();
  const { opened, worker } = world;
  using client = await TestClient.register(opened.ws);
  await deploy(opened.catalog, "t", "counter", { settings: { title: "Second" } });
  await worker.kill(world.app(0));
  await client.next();
  expect((await opened.store.sessions.get(client.sessionId))?.release).toBe(opened.release);
});

test("a process that does not take a session that comes back is not the last one asked", async () => {
  await using world = await openWithWorker();
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
  await eventually(async () => {
    const processes = await opened.store.processes.list("t", "counter");
    expect(processes.map(({ seats }) => seats)).toEqual([0, 1]);
  });
});

test("when no process can be had the client is closed and may come back to its session", async () => {
  await using world = await openWithWorker({ limits: { queueMs: 300 } });
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
  await using world = await openWithWorker();
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
