import { once } from "node:events";
import process from "node:process";
import { Action, closeCodes, encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { CountingCluster, countOf, press } from "../support/counting-cluster.ts";
import { until } from "../support/until.ts";
import { ClosedError, type WireClient } from "../support/wire-client.ts";

const outageMs = 30_000;
const quick = 1_000;
const betweenPressesMs = 60;
const betweenArrivalsMs = 4_000;
/** Longer than a busy machine takes to tell the store of all sessions again: by then the first of them must not have ended. */
const ttlMs = 15_000;

/** How a newcomer fares who asks for the page and for a session. */
async function arrive(
  world: CountingCluster,
): Promise<{ page: number; retry: string | null; close: number; ms: number }> {
  const began = performance.now();
  const page = await fetch(`${world.cluster.ready.gateways[0]?.url}/local/counter/`, {
    headers: { accept: "text/html" },
  });
  const socket = new WebSocket(world.cluster.socketUrl("counter", 1));
  await once(socket, "open");
  socket.send(
    encodeMessage(Action.register, {
      session_id: null,
      page_name: "local/counter",
      page: { route: "/" },
    }),
  );
  const [close] = (await once(socket, "close")) as [number];
  const ms = performance.now() - began;
  return { page: page.status, retry: page.headers.get("retry-after"), close, ms };
}

/** A client that comes back; nothing while it is told to come later. */
async function comeBack(world: CountingCluster, id: string): Promise<WireClient | undefined> {
  return await world.visit(1, id).catch((error: unknown) => {
    if (error instanceof ClosedError && error.code === closeCodes.noCapacity) return undefined;
    throw error;
  });
}

test("[FM-7] Redis killed for 30 s: sessions go on, newcomers are told to wait, then all is as it was", async () => {
  await using world = await CountingCluster.start();
  const staying = await Promise.all([0, 1, 0, 1, 0, 1].map((gateway) => world.visit(gateway)));
  const left = await world.visit(0);
  for (const client of [...staying, left]) await press(client);
  await left[Symbol.asyncDispose]();
  await world.knows(6, 1);

  world.killRedis();
  const killed = performance.now();
  let slowest = 0;
  const arrivals: Awaited<ReturnType<typeof arrive>>[] = [];
  let presses = 1;
  for (let began = killed; began < killed + outageMs; presses++, began = performance.now()) {
    await Promise.all(staying.map(press));
    slowest = Math.max(slowest, performance.now() - began);
    const due = Math.floor((began - killed) / betweenArrivalsMs);
    if (arrivals.length < due) arrivals.push(await arrive(world));
    await new Promise((resolve) => setTimeout(resolve, betweenPressesMs));
  }
  expect(arrivals.length).toBeGreaterThan(3);
  expect(staying.map(countOf)).toEqual(staying.map(() => presses));
  expect(slowest).toBeLessThan(quick);
  for (const { page, retry, close, ms } of arrivals.slice(1)) {
    expect([page, retry, close]).toEqual([503, expect.stringMatching(/^\d+$/), 1013]);
    expect(ms).toBeLessThan(2 * quick);
  }
  process.stdout.write(`${presses} presses each, the slowest took ${Math.round(slowest)} ms\n`);

  await world.startRedis();
  const back = await until("the session to be had again", () => comeBack(world, left.sessionId));
  expect([back.sessionId, countOf(back)]).toEqual([left.sessionId, 1]);
  await world.knows(7, 0);
  for (const client of staying) expect(client.replies).toBe(1);
  for (const client of [...staying, back]) await press(client);
  const newcomer = await world.visit(0);
  await press(newcomer);
  await world.knows(8, 0);
}, 120_000);

test("[FM-7] what the store was told again is enough to bring sessions back, to return to them and to end them", async () => {
  await using world = await CountingCluster.start({}, { session: { ttl: `${ttlMs / 1_000}s` } });
  const clients = await Promise.all([0, 1, 0, 1, 0, 1].map((gateway) => world.visit(gateway)));
  for (const client of clients) await press(client);
  world.killRedis();
  await world.startRedis();
  await world.knows(6, 0);
  await world.redis("flushall"); // nobody loses a connection
  await world.knows(6, 0);
  for (const client of clients) await press(client);
  const first = await world.store.sessions.get(clients[0]?.sessionId ?? "");
  const owner = first?.owner?.workerId;
  const moving: WireClient[] = [];
  for (const client of clients) {
    const record = await world.store.sessions.get(client.sessionId);
    if (record?.owner?.workerId === owner) moving.push(client);
  }
  const nodes = await world.store.nodes.list("worker");
  const url = nodes.find(({ id }) => id === owner)?.internalUrl;
  const worker = world.cluster.ready.workers.find(({ internalUrl }) => internalUrl === url);
  if (worker === undefined) throw new Error(`no worker has the address ${url}`);
  process.kill(worker.pid, "SIGKILL");
  // They are in the store alone until a new page says that they have a process again.
  const areBack = () => moving.every(({ replies }) => replies > 1) || undefined;
  await until("the sessions of the killed worker to be back", areBack, 25_000);
  await Promise.all(clients.map(press));
  expect(clients.map(countOf)).toEqual(clients.map(() => 3));
  await world.knows(6, 0);
  for (const client of clients) await client[Symbol.asyncDispose]();
  await world.redis("flushall"); // while nobody is there
  await world.knows(0, 6);
  await world.knows(0, 0, 2 * ttlMs);
  await expect(world.redis("keys", "*session:*")).resolves.toBe("\n");
}, 120_000);
