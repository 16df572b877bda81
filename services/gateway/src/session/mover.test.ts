import { encodeInput } from "@flotilla/protocol";
import { createMemoryStore, ManualClock } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import type { AppStandIn, StandInSession } from "../testing/app-stand-in.ts";
import { aroundStep } from "../testing/around-step.ts";
import { NumberingClient } from "../testing/numbering-client.ts";
import { eventually, OpenGateway, type OpenOptions, token } from "../testing/open-gateway.ts";
import { eventPacket, TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

/** A gateway with a worker whose first process drains, so that its sessions have to go to another one. */
async function open(options: OpenOptions = {}) {
  const opened = await OpenGateway.start({ isCold: true, ...options });
  const worker = await WorkerStandIn.start(opened.store, token);
  const app = (n: number): AppStandIn => {
    const found = worker.apps[n];
    if (found === undefined) throw new Error(`no process ${n}`);
    return found;
  };
  const session = (id: string, n = 0): StandInSession => {
    const found = app(n).sessions.get(id);
    if (found === undefined) throw new Error(`process ${n} does not know it`);
    return found;
  };
  return {
    opened,
    app,
    session,
    async drain(): Promise<void> {
      const [process] = await opened.store.processes.list("t", "counter");
      if (process === undefined) throw new Error("no process");
      await opened.store.processes.register({ ...process, state: "draining" }, 600_000);
    },
    /** What a session's process does when it has a place for it. */
    async leave(id: string): Promise<void> {
      await eventually(() => expect(app(0).journal).toContain(`move ${id} same`));
      await opened.store.sessions.suspend(id, session(id).open);
      app(0).leave(session(id));
    },
    seats: async () =>
      (await opened.store.processes.list("t", "counter")).map(({ seats }) => seats),
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await worker[Symbol.asyncDispose]();
    },
  };
}

test("[LNK18] a session moves to a place that is held for it, under its client's open socket", async () => {
  await using world = await open();
  const { opened, app } = world;
  using client = await TestClient.register(opened.ws);
  await client.click();
  expect(await client.click()).toBe(2);
  await world.drain();
  app(0).askMove(world.session(client.sessionId), "same");
  await eventually(() => expect(app(0).journal).toContain(`move ${client.sessionId} same`));
  expect(await world.seats()).toEqual([1, 1]); // both: it goes on meanwhile
  expect(await client.click()).toBe(3);
  await world.leave(client.sessionId);
  const [action, body] = await client.next();
  expect([action, body.session_id]).toEqual([1, client.sessionId]);
  expect(body.page_patch).toMatchObject({ clicks: 3 });
  expect(await client.click()).toBe(4);
  expect(world.session(client.sessionId, 1).open).toMatchObject({
    epoch: 2,
    restore: { isStaying: true, mayStay: false },
  });
  await eventually(() => expect(app(0).journal).toContain(`close ${client.sessionId} moved`));
  await eventually(async () => expect(await world.seats()).toEqual([0, 1]));
  expect(await opened.metric('flotilla_session_resumes_total{result="moved"')).toBe(1);
  expect(await opened.metric("flotilla_session_move_duration_seconds_count")).toBe(1);
  expect(await opened.metric('flotilla_session_recoveries_total{result="ok"')).toBe(0);
});

test("inputs that come after a session stands still are applied where it goes on, once", async () => {
  await using world = await open();
  const { opened, app } = world;
  using client = await NumberingClient.register(opened.ws);
  client.input("click");
  await eventually(() => expect(client.open.size).toBe(0));
  await world.drain();
  app(0).askMove(world.session(client.sessionId), "same");
  await eventually(() => expect(app(0).journal).toContain(`move ${client.sessionId} same`));
  await opened.store.sessions.suspend(client.sessionId, world.session(client.sessionId).open);
  app(0).acknowledges = false;
  app(0).keep = undefined; // its last checkpoint is stored
  client.input("click");
  await eventually(() => expect(world.session(client.sessionId).clicks).toBe(2)); // for nothing
  await world.leave(client.sessionId);
  await eventually(() => expect(client.open.size).toBe(0));
  expect([client.replies, client.clicks]).toEqual([2, 2]);
  client.ws.send(encodeInput(1, 2, eventPacket("click"))); // again
  client.input("click");
  await eventually(() => expect(client.clicks).toBe(3));
});

test("a session whose state is not taken over comes back to where it was", async () => {
  await using world = await open();
  const { opened, app } = world;
  using client = await TestClient.register(opened.ws);
  expect(await client.click()).toBe(1);
  await world.drain();
  app(0).askMove(world.session(client.sessionId), "same");
  await eventually(() => expect(app(0).journal).toContain(`move ${client.sessionId} same`));
  app(1).takesOver = false;
  await world.leave(client.sessionId);
  const [, body] = await client.next();
  expect(body).toMatchObject({ session_id: client.sessionId, page_patch: { clicks: 1 } });
  expect(await client.click()).toBe(2);
  expect(world.session(client.sessionId).open).toMatchObject({ epoch: 3, isStaying: true });
  await eventually(async () => expect(await world.seats()).toEqual([1, 0]));
});

test("a client that leaves while its session moves gives both seats back", async () => {
  await using world = await open();
  const { opened, app } = world;
  const client = await TestClient.register(opened.ws);
  await client.click();
  await world.drain();
  app(0).askMove(world.session(client.sessionId), "same");
  await eventually(() => expect(app(0).journal).toContain(`move ${client.sessionId} same`));
  expect(await world.seats()).toEqual([1, 1]);
  client.cut();
  await eventually(async () => expect(await world.seats()).toEqual([1, 0]));
  expect(await opened.store.sessions.get(client.sessionId)).toMatchObject({ state: "detached" });
});

test("a client that leaves as its session comes back to where it was leaves it for its return", async () => {
  const store = createMemoryStore({ clock: new ManualClock() });
  let claims = 0;
  const after = async (): Promise<void> => {
    claims += 1;
    if (claims !== 2) return;
    client.cut();
    await eventually(async () =>
      expect(await world.opened.metric('flotilla_gateway_connections{transport="ws"}')).toBe(0),
    );
  };
  await using world = await open({ store: aroundStep(store, "claim", { after }) });
  const { opened, app } = world;
  const client = await TestClient.register(opened.ws);
  const { sessionId } = client;
  expect(await client.click()).toBe(1);
  await world.drain();
  app(0).askMove(world.session(sessionId), "same");
  await eventually(() => expect(app(0).journal).toContain(`move ${sessionId} same`));
  app(1).takesOver = false;
  await world.leave(sessionId);
  await eventually(() => expect(claims).toBe(2));
  await eventually(async () =>
    expect(await store.sessions.get(sessionId)).toMatchObject({ state: "detached", owner: null }),
  );
  await eventually(async () => expect(await world.seats()).toEqual([0, 0]));
  expect(app(0).journal).not.toContain(`attach ${sessionId}`);
  app(1).takesOver = true;
  using back = await TestClient.register(opened.ws, sessionId);
  expect(await back.click()).toBe(2);
});
