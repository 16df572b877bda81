import process from "node:process";
import type { Store } from "@flotilla/store";
import { createRedisStore } from "@flotilla/store/redis";
import { RedisServer } from "@flotilla/store/testing";
import { expect, test } from "@jest/globals";
import { aroundStep } from "../testing/around-step.ts";
import { eventually, OpenGateway, type OpenOptions, token } from "../testing/open-gateway.ts";
import { TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

const patienceMs = 20_000;

/** A gateway and a worker, each with its own way to a Redis that has its bad days. */
async function open(options: OpenOptions = {}, seen = (store: Store) => store) {
  await using stack = new AsyncDisposableStack();
  const redis = stack.use(await RedisServer.start());
  let failures = 0;
  const observer = {
    command: (_op: string, _seconds: number, error?: string) => {
      if (error !== undefined) failures += 1;
    },
    state: () => {},
  };
  const connect = async (commandTimeoutMs: number, watched: boolean) => {
    const { url } = redis;
    const store = createRedisStore({ url, commandTimeoutMs, ...(watched && { observer }) });
    await store.start();
    stack.defer(() => store.stop());
    return store;
  };
  const store = await connect(200, true);
  const patient = await connect(60_000, false);
  const opened = stack.use(
    await OpenGateway.start({ isCold: true, ...options, store: seen(store) }),
  );
  const worker = stack.use(await WorkerStandIn.start(patient, token));
  stack.defer(() => void process.kill(redis.pid, "SIGCONT")); // what ends now has to tell it
  const all = stack.move();
  return {
    ...{ redis, store, opened, worker },
    failures: () => failures,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

test("clients whose process dies while the store is away have their sessions again when it is back", async () => {
  await using world = await open();
  const { opened, redis, worker } = world;
  using first = await TestClient.register(opened.ws);
  using second = await TestClient.register(opened.ws);
  await first.click();
  await eventually(async () => {
    const kept = await world.store.sessions.kept(first.sessionId);
    expect(kept?.parts.m?.[0]).toBe(1);
  });
  process.kill(redis.pid, "SIGSTOP");
  const [app] = worker.apps;
  if (app === undefined) throw new Error("no process");
  const before = world.failures();
  const killed = worker.kill(app); // is told to the store when that answers
  await eventually(() => expect(world.failures()).toBeGreaterThan(before + 5), patienceMs);
  expect([first, second].map(({ ws }) => ws.readyState)).toEqual([1, 1]);
  process.kill(redis.pid, "SIGCONT");
  await killed;
  await eventually(() => {
    expect([first, second].map(({ received }) => received.length)).toEqual([1, 1]);
  }, patienceMs);
  const [, body] = await first.next();
  expect(body).toMatchObject({ session_id: first.sessionId, page_patch: { clicks: 1 } });
  expect((await second.next())[1].session_id).toBe(second.sessionId);
  expect(await first.click()).toBe(2);
}, 60_000);

test("a client that leaves while the store is away has left when it is back", async () => {
  await using world = await open();
  const { opened, redis, store } = world;
  const client = await TestClient.register(opened.ws);
  process.kill(redis.pid, "SIGSTOP");
  await client.close();
  const before = world.failures();
  await eventually(() => expect(world.failures()).toBeGreaterThan(before + 3), patienceMs);
  process.kill(redis.pid, "SIGCONT");
  await eventually(async () => {
    const record = await store.sessions.get(client.sessionId);
    expect(record).toMatchObject({ state: "detached", connection: null });
  }, patienceMs);
}, 60_000);

test("a session whose worker tells a forgetful store late of it has its client's socket again", async () => {
  const graceMs = 200;
  const leaseTimes = { leaseMs: 600_000, renewMs: graceMs / 2 };
  await using world = await open({ leaseTimes });
  const { opened, redis, store } = world;
  using client = await TestClient.register(opened.ws);
  const { sessions } = store;
  const record = await sessions.get(client.sessionId);
  if (record === undefined) throw new Error("the session has no record");
  await redis.command(["flushall"]);
  await eventually(async () => {
    expect((await store.memory()).ageMs).toBeGreaterThan(10 * graceMs); // nobody waits for it any more
  }, patienceMs);
  expect(await sessions.get(record.id)).toBeUndefined();
  expect(await sessions.reassert(record, {})).toBe("stored");
  await eventually(async () => {
    expect(await sessions.get(record.id)).toMatchObject({
      ...{ state: "attached", deadline: null, connection: record.connection },
    });
  }, patienceMs);
  expect(await client.click()).toBe(1);
}, 60_000);

test("a client stays whose session a forgetful store is told of just when it is asked for it", async () => {
  let tell = async (): Promise<void> => {};
  await using world = await open({}, (store) =>
    aroundStep(store, "attach", { after: () => tell() }),
  );
  const { opened, redis, store } = world;
  using client = await TestClient.register(opened.ws);
  const { sessions } = store;
  const record = await sessions.get(client.sessionId);
  if (record === undefined) throw new Error("the session has no record");
  tell = async () => {
    tell = async () => {};
    expect(await sessions.reassert(record, {})).toBe("stored");
  };
  await redis.command(["flushall"]);
  await eventually(async () => {
    const { connection } = record;
    expect(await sessions.get(record.id)).toMatchObject({ state: "attached", connection });
  }, patienceMs);
  expect(await client.click()).toBe(1);
}, 60_000);

test("a session whose client leaves while the store is away for a moment ends in time all the same", async () => {
  await using world = await open({ leaseTimes: { leaseMs: 600_000, renewMs: 100 } });
  const { opened, redis, store } = world;
  using client = await TestClient.register(opened.ws);
  const stateOf = async () => (await store.sessions.get(client.sessionId))?.state;
  expect(await stateOf()).toBe("attached");
  process.kill(redis.pid, "SIGSTOP");
  const before = world.failures();
  client.cut();
  await eventually(() => expect(world.failures()).toBeGreaterThan(before + 5), patienceMs);
  process.kill(redis.pid, "SIGCONT");
  await eventually(async () => expect(await stateOf()).toBe("detached"), patienceMs);
}, 60_000);

test("a client whose socket another gateway lets go too late, after this one was silent, keeps its session", async () => {
  await using world = await open({ leaseTimes: { leaseMs: 600_000, renewMs: 300 } });
  const { opened, store } = world;
  using client = await TestClient.register(opened.ws);
  const { sessions, nodes } = store;
  const record = await sessions.get(client.sessionId);
  const [node] = await nodes.list("gateway");
  if (record?.connection == null || node === undefined)
    throw new Error("the session has no client");
  await nodes.remove("gateway", node.id); // its lease has ended
  await eventually(async () => expect(await nodes.list("gateway")).toHaveLength(1), patienceMs);
  await eventually(async () => expect((await sessions.get(record.id))?.state).toBe("attached"));
  const left = await sessions.detach(record.id, record, record.connection.id);
  expect(left?.state).toBe("detached");
  await eventually(async () => {
    expect((await sessions.get(record.id))?.state).toBe("attached");
  }, patienceMs);
}, 60_000);
