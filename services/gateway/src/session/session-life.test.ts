import { once } from "node:events";
import { createMemoryStore, ManualClock } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { eventually, OpenGateway, token } from "../testing/open-gateway.ts";
import { registerPacket, TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

const minute = 60_000;

test("the app learns the page, the client's address and user agent, and where the page is", async () => {
  await using opened = await OpenGateway.start();
  const options = {
    headers: { "user-agent": "Test/1" },
    page: { route: "/store?x=1", _flotilla: { ack: 1 } },
  };
  using client = await TestClient.register(opened.ws, null, options);
  const open = opened.app.sessions.get(client.sessionId)?.open;
  expect(open).toMatchObject({
    epoch: 1,
    client: { ip: "127.0.0.1", userAgent: "Test/1" },
    pageName: "t/counter",
    pageUrl: opened.ws.slice(0, -"/ws".length),
    ttlMs: 60 * minute,
    page: { route: "/store?x=1", platform: "linux" },
  });
  expect(open?.page).not.toHaveProperty("_flotilla");
});

test("a reload finds its session: disconnect, then connect, with a new address and user agent", async () => {
  await using opened = await OpenGateway.start();
  const first = await TestClient.register(opened.ws);
  await first.click();
  await first.close();
  const options = { localAddress: "127.0.0.2", headers: { "user-agent": "Other" } };
  using second = await TestClient.register(opened.ws, first.sessionId, options);
  expect(second.sessionId).toBe(first.sessionId);
  expect(await second.click()).toBe(2);
  const id = first.sessionId;
  expect(opened.app.journal).toEqual([`open ${id}`, `detach ${id} closed`, `attach ${id}`]);
  expect(opened.app.sessions.get(id)?.open.client).toEqual({ ip: "127.0.0.2", userAgent: "Other" });
  expect((await opened.store.sessions.get(id))?.client.ip).toBe("127.0.0.2");
});

test("a cut socket is a lost one, and its session waits", async () => {
  await using opened = await OpenGateway.start();
  const client = await TestClient.register(opened.ws);
  const id = client.sessionId;
  client.cut();
  await eventually(() => expect(opened.app.journal.at(-1)).toBe(`detach ${id} lost`));
  expect(await opened.store.sessions.get(id)).toMatchObject({
    state: "detached",
    connection: null,
  });
});

test("a half-dead socket is taken over: the app sees disconnect before connect", async () => {
  await using opened = await OpenGateway.start();
  const dead = await TestClient.register(opened.ws);
  const id = dead.sessionId;
  dead.ws.pause(); // its machine sleeps: nothing is read, so no ping is answered
  using client = await TestClient.register(opened.ws, id);
  expect(client.sessionId).toBe(id);
  expect(opened.app.journal).toEqual([`open ${id}`, `detach ${id} replaced`, `attach ${id}`]);
  expect(await client.click()).toBe(1);
  dead.ws.resume();
  expect((await dead.closed).code).toBe(4409);
  expect((await opened.store.sessions.get(id))?.state).toBe("attached");
});

test("a duplicated tab gets a session of its own, and the first is not disturbed", async () => {
  await using opened = await OpenGateway.start();
  using first = await TestClient.register(opened.ws);
  using copy = await TestClient.register(opened.ws, first.sessionId);
  expect(copy.sessionId).not.toBe(first.sessionId);
  expect(await copy.click()).toBe(1);
  expect(await first.click()).toBe(1);
  expect(opened.app.journal).toEqual([`open ${first.sessionId}`, `open ${copy.sessionId}`]);
});

test("of several that return at once one gets the session", async () => {
  await using opened = await OpenGateway.start();
  const first = await TestClient.register(opened.ws);
  await first.close();
  const clients = await Promise.all(
    Array.from({ length: 5 }, () => TestClient.register(opened.ws, first.sessionId)),
  );
  const ids = clients.map(({ sessionId }) => sessionId);
  expect(new Set(ids).size).toBe(5);
  expect(ids).toContain(first.sessionId);
  for (const client of clients) expect(await client.click()).toBe(1);
  for (const client of clients) client.cut();
});

test.each([
  ["unknown", "A".repeat(22)],
  ["no id at all", "../../etc"],
  ["empty", ""],
])("an id that is %s gets a new session and is stored nowhere", async (_name, id) => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws, id);
  expect(client.sessionId).not.toBe(id);
  expect(client.sessionId).toHaveLength(22);
  expect(await opened.store.sessions.get(id)).toBeUndefined();
});

test("a session ends 60 minutes after its client left, and closes once", async () => {
  await using opened = await OpenGateway.start();
  const client = await TestClient.register(opened.ws);
  const id = client.sessionId;
  await client.close();
  await eventually(() => expect(opened.app.journal).toHaveLength(2));
  opened.clock.advance(60 * minute - 1);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(opened.app.journal).toEqual([`open ${id}`, `detach ${id} closed`]);
  opened.clock.advance(1);
  await eventually(() => expect(opened.app.journal.at(-1)).toBe(`close ${id} expired`));
  expect(await opened.store.sessions.get(id)).toBeUndefined();
  expect((await opened.store.processes.list("t", "counter"))[0]?.seats).toBe(0);
  using late = await TestClient.register(opened.ws, id);
  expect(late.sessionId).not.toBe(id);
  expect(opened.app.journal.filter((line) => line.startsWith("close"))).toHaveLength(1);
});

test("the release says how long its sessions wait", async () => {
  await using opened = await OpenGateway.start({ settings: { session: { ttl: "2s" } } });
  const client = await TestClient.register(opened.ws);
  await client.close();
  await eventually(async () => {
    const record = await opened.store.sessions.get(client.sessionId);
    expect(record?.deadline).toBe(opened.clock.now() + 2_000);
  });
});

test("of two gateways one ends each session", async () => {
  const clock = new ManualClock();
  const store = createMemoryStore({ clock });
  await using one = await OpenGateway.start({ store });
  await using two = await OpenGateway.start({ store, isCold: true });
  const clients = await Promise.all(Array.from({ length: 20 }, () => TestClient.register(one.ws)));
  for (const client of clients) await client.close();
  await eventually(async () => expect(await store.sessions.count({ state: "detached" })).toBe(20));
  clock.advance(60 * minute);
  await eventually(async () => {
    expect(one.app.journal.filter((line) => line.startsWith("close"))).toHaveLength(20);
  });
  const ends = 'flotilla_session_duration_seconds_count{end="idle"}';
  expect((await one.metric(ends)) + (await two.metric(ends))).toBe(20);
  expect(await store.sessions.count({})).toBe(0);
});

test("a client returns to another gateway, which takes the session from a dead socket", async () => {
  const store = createMemoryStore();
  await using one = await OpenGateway.start({ store });
  await using two = await OpenGateway.start({ store, isCold: true });
  const first = await TestClient.register(one.ws);
  using second = await TestClient.register(two.ws, first.sessionId);
  expect(second.sessionId).not.toBe(first.sessionId); // the first is alive
  first.ws.pause();
  using third = await TestClient.register(two.ws, first.sessionId);
  expect(third.sessionId).toBe(first.sessionId);
  const id = first.sessionId;
  await eventually(() => {
    expect(one.app.journal.filter((line) => line.includes(id))).toEqual([
      `open ${id}`,
      `detach ${id} replaced`,
      `attach ${id}`,
    ]);
  });
  expect(await third.click()).toBe(1);
  first.ws.terminate();
});

test("the app ends its session: the socket closes with 1000 and the id is forgotten", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  client.event("end");
  expect(await client.closed).toMatchObject({ code: 1000 });
  expect(await opened.store.sessions.get(client.sessionId)).toBeUndefined();
  expect((await opened.store.processes.list("t", "counter"))[0]?.seats).toBe(0);
  using again = await TestClient.register(opened.ws, client.sessionId);
  expect(again.sessionId).not.toBe(client.sessionId);
  expect(opened.app.journal.filter((line) => line.startsWith("detach"))).toEqual([]);
});

test("a session that is over in its process is followed by a new one on the same socket", async () => {
  await using opened = await OpenGateway.start();
  const first = await TestClient.register(opened.ws);
  await first.close();
  opened.app.sessions.clear();
  opened.app.over.add(first.sessionId);
  using second = await TestClient.register(opened.ws, first.sessionId);
  expect(second.sessionId).not.toBe(first.sessionId);
  expect(await second.click()).toBe(1);
  expect(await opened.store.sessions.get(first.sessionId)).toBeUndefined();
});

test("a session that its process does not know begins there again, on the same socket", async () => {
  await using opened = await OpenGateway.start();
  const { app, store } = opened;
  const first = await TestClient.register(opened.ws);
  const { sessionId } = first;
  await first.close();
  app.sessions.clear();
  using second = await TestClient.register(opened.ws, sessionId);
  expect(second.sessionId).toBe(sessionId);
  expect(await second.click()).toBe(1);
  expect(app.journal.filter((line) => line === `open ${sessionId}`)).toHaveLength(2);
  expect(await store.sessions.get(sessionId)).toMatchObject({ epoch: 2, state: "attached" });
  expect((await store.processes.list("t", "counter"))[0]?.seats).toBe(1);
});

test("a process that takes no more sessions is asked twice more, then the visitor is told", async () => {
  await using opened = await OpenGateway.start();
  opened.app.takes = false;
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket());
  expect((await client.closed).code).toBe(1013);
  expect(opened.app.journal).toHaveLength(3);
  expect(await opened.store.sessions.count({})).toBe(0);
  expect((await opened.store.processes.list("t", "counter"))[0]?.seats).toBe(0);
});

test("an app that lets a client go keeps its session", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  await client.click();
  client.event("leave");
  expect((await client.closed).code).toBe(1008);
  using again = await TestClient.register(opened.ws, client.sessionId);
  expect(again.sessionId).toBe(client.sessionId);
  expect(await again.click()).toBe(2);
});

test("a broken link to a living process loses nothing: clients come back to their sessions", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  await client.click();
  opened.app.dropLinks();
  expect((await client.closed).code).toBe(4503);
  using again = await TestClient.register(opened.ws, client.sessionId);
  expect(again.sessionId).toBe(client.sessionId);
  expect(await again.click()).toBe(2);
});

test("a process that sends garbage loses its link, not the gateway", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  opened.app.sendGarbage();
  expect((await client.closed).code).toBe(4503);
  using again = await TestClient.register(opened.ws);
  expect(await again.click()).toBe(1);
});

test("a client that leaves while its app starts leaves nothing behind", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.startMs = 300;
  const client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket());
  await eventually(() => expect(worker.requests).toBe(1));
  client.cut();
  await eventually(() => expect(worker.apps).toHaveLength(1));
  await eventually(async () => {
    expect((await opened.store.processes.list("t", "counter"))[0]?.seats).toBe(0);
  });
  expect(await opened.store.sessions.count({})).toBe(0);
  expect(worker.apps[0]?.journal).toEqual([]);
});
