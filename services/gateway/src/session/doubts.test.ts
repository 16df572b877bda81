import { once } from "node:events";
import { FlotillaError } from "@flotilla/protocol";
import { createMemoryStore, ManualClock, type Sessions, type Store } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { aroundStep } from "../testing/around-step.ts";
import { eventually, OpenGateway, token } from "../testing/open-gateway.ts";
import { registerPacket, TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

/** A store of whose next step of a kind nobody hears, though it is taken. */
function mute(real: Store, step: keyof Sessions) {
  const world = { isMute: false };
  const after = async (): Promise<void> => {
    if (!world.isMute) return;
    world.isMute = false;
    throw new FlotillaError("STORE_UNAVAILABLE", "timed out");
  };
  return { world, store: aroundStep(real, step, { after }) };
}

async function seatsOf(store: Store): Promise<readonly number[]> {
  return (await store.processes.list("t", "counter")).map(({ seats }) => seats);
}

/** A session with one click whose process has died, while nobody was attached to it. */
async function leave(ws: string, worker: WorkerStandIn): Promise<string> {
  const client = await TestClient.register(ws);
  expect(await client.click()).toBe(1);
  await client.close();
  for (const app of worker.apps) await worker.kill(app);
  return client.sessionId;
}

async function refused(ws: string, sessionId?: string): Promise<number> {
  using client = new TestClient(ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket(sessionId));
  return (await client.closed).code;
}

test("a session that was claimed for a process which was never told has what it kept when its client comes", async () => {
  const store = createMemoryStore({ clock: new ManualClock() });
  await using opened = await OpenGateway.start({ isCold: true, store });
  await using worker = await WorkerStandIn.start(store, token);
  const id = await leave(opened.ws, worker);
  using _other = await TestClient.register(opened.ws);
  const reserved = await store.processes.reserve("t", "counter", opened.release, { loadFactor: 1 });
  const record = await store.sessions.get(id);
  if (record === undefined || reserved.outcome !== "seat") throw new Error("no session, no seat");
  const { id: processId, workerId, socketPath } = reserved.process;
  const owner = { processId, workerId, socketPath };
  const claim = { owner, release: record.release, claimId: "theirs", isSuspect: false };
  await store.sessions.claim(id, record, { ...claim, windowMs: 60_000 }); // its gateway ends here
  expect(await seatsOf(store)).toEqual([2]);
  using back = await TestClient.register(opened.ws, id);
  expect(back.sessionId).toBe(id);
  expect(await back.click()).toBe(2);
  expect(await store.sessions.get(id)).toMatchObject({ epoch: 3, state: "attached" });
  expect(await seatsOf(store)).toEqual([2]);
});

test.each(["claim", "kept"] as const)(
  "a session whose %s the store answers too late waits for its client, and holds no seat",
  async (step) => {
    const real = createMemoryStore({ clock: new ManualClock() });
    const { store, world } = mute(real, step);
    await using opened = await OpenGateway.start({ isCold: true, store });
    await using worker = await WorkerStandIn.start(real, token);
    const id = await leave(opened.ws, worker);
    world.isMute = true;
    expect(await refused(opened.ws, id)).toBe(1013);
    await eventually(async () => {
      const left = { owner: null, state: "detached", connection: null, epoch: 2 };
      expect(await real.sessions.get(id)).toMatchObject(left);
      expect(await seatsOf(real)).toEqual([0]);
    });
    using back = await TestClient.register(opened.ws, id);
    expect(back.sessionId).toBe(id);
    expect(await back.click()).toBe(2);
    expect(await seatsOf(real)).toEqual([1]);
  },
);

test("a new session that the store confirms too late is nobody's: it ends, and its seat is free", async () => {
  const real = createMemoryStore({ clock: new ManualClock() });
  const { store, world } = mute(real, "create");
  await using opened = await OpenGateway.start({ isCold: true, store });
  await using _worker = await WorkerStandIn.start(real, token);
  using _other = await TestClient.register(opened.ws);
  world.isMute = true;
  expect(await refused(opened.ws)).toBe(1013);
  await eventually(async () => {
    expect(await real.sessions.count({})).toBe(1);
    expect(await seatsOf(real)).toEqual([1]);
  });
});

test("a new session whose process is gone by then begins in another one, and leaves nothing behind", async () => {
  const real = createMemoryStore({ clock: new ManualClock() });
  let isFirst = true;
  const after = async (): Promise<void> => {
    const [app] = worker.apps;
    if (!isFirst || app === undefined) return;
    isFirst = false;
    await worker.kill(app);
    await eventually(async () =>
      expect(await opened.metric("flotilla_gateway_link_losses_total")).toBe(1),
    );
  };
  const store = aroundStep(real, "create", { after });
  await using opened = await OpenGateway.start({ isCold: true, store });
  await using worker = await WorkerStandIn.start(real, token);
  using client = await TestClient.register(opened.ws);
  expect(await client.click()).toBe(1);
  expect(await real.sessions.count({})).toBe(1);
  expect(await seatsOf(real)).toEqual([1]);
});
