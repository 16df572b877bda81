import { once } from "node:events";
import { decodeExtension, type Notice } from "@flotilla/protocol";
import { createMemoryStore } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { eventually, OpenGateway, type OpenOptions, token } from "../testing/open-gateway.ts";
import { registerPacket, TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

const extension = { _flotilla: { ack: 1 } };

/** A client of ours that waits, and what it was told meanwhile. */
async function waitingClient(ws: string) {
  const client = new TestClient(ws);
  const notices: Notice[] = [];
  client.ws.on("message", (data: Buffer) => {
    const packet = decodeExtension(new Uint8Array(data));
    if (packet?.kind === "notice") notices.push(packet.notice);
  });
  await once(client.ws, "open");
  client.ws.send(registerPacket(null, extension));
  return { client, notices, [Symbol.dispose]: () => client.cut() };
}

async function openFull(options: OpenOptions = {}) {
  const opened = await OpenGateway.start({ isCold: true, ...options });
  const worker = await WorkerStandIn.start(opened.store, token);
  worker.capacity = 1;
  const first = await TestClient.register(opened.ws);
  worker.failure = { status: 503, body: {} };
  return { opened, worker, first };
}

test("who waits hears their place, and that it gets better", async () => {
  const { opened, worker, first } = await openFull();
  await using _opened = opened;
  await using _worker = worker;
  using a = await waitingClient(opened.ws);
  await eventually(() => expect(a.notices.at(-1)).toMatchObject({ type: "waiting", position: 1 }));
  using b = await waitingClient(opened.ws);
  await eventually(() =>
    expect(b.notices.at(-1)).toMatchObject({ type: "waiting", position: 2, length: 2 }),
  );
  expect(await opened.metric("flotilla_gateway_waiting_sessions")).toBe(2);
  first.event("end");
  await eventually(() =>
    expect(b.notices.at(-1)).toMatchObject({ type: "waiting", position: 1, length: 1 }),
  );
  await eventually(() => expect(a.client.received.length).toBeGreaterThan(0));
  expect(await opened.metric("flotilla_gateway_waiting_sessions")).toBe(1);
});

test("visitors of two gateways are served in the order in which they came", async () => {
  const store = createMemoryStore();
  const { opened, worker, first } = await openFull({ store });
  await using _opened = opened;
  await using _worker = worker;
  await using second = await OpenGateway.start({ isCold: true, store });
  const served: string[] = [];
  const clients: TestClient[] = [];
  for (const [name, ws] of Object.entries({ a: opened.ws, b: second.ws, c: opened.ws })) {
    const client = new TestClient(ws);
    client.ws.once("message", () => served.push(name));
    clients.push(client);
    await once(client.ws, "open");
    client.ws.send(registerPacket());
    await eventually(async () => {
      const waiting = [opened, second].map((one) => one.metric("flotilla_gateway_waiting"));
      const [here = 0, there = 0] = await Promise.all(waiting);
      expect(here + there).toBe(clients.length);
    });
  }
  first.event("end");
  await eventually(() => expect(served).toEqual(["a"]));
  clients[0]?.event("end");
  await eventually(() => expect(served).toEqual(["a", "b"]));
  clients[1]?.event("end");
  await eventually(() => expect(served).toEqual(["a", "b", "c"]));
  for (const client of clients) client.cut();
});

test("who has waited in vain is told when to come again, and the socket closes with 1013", async () => {
  const { opened, worker, first } = await openFull({ limits: { queueMs: 300 } });
  await using _opened = opened;
  await using _worker = worker;
  using late = await waitingClient(opened.ws);
  expect((await late.client.closed).code).toBe(1013);
  expect(late.notices.at(-1)).toEqual({ type: "busy", retryMs: 5_000 });
  expect(await opened.metric('flotilla_session_opens_total{result="no_worker",start="cold"}')).toBe(
    1,
  );
  first.cut();
});

test("while a line is full, whoever comes is turned away: sockets by 1013, pages by 503", async () => {
  const { opened, worker, first } = await openFull({ limits: { queueLength: 1 } });
  await using _opened = opened;
  await using _worker = worker;
  expect((await opened.get("/t/counter/")).status).toBe(200);
  using waiting = await waitingClient(opened.ws);
  await eventually(async () => {
    expect((await opened.get("/t/counter/")).status).toBe(503);
  });
  using other = await waitingClient(opened.ws);
  expect((await other.client.closed).code).toBe(1013);
  const page = await opened.get("/t/counter/", { accept: "text/html" });
  expect(page.headers.get("retry-after")).toBe("10");
  expect(page.text).toContain("This app is full at the moment");
  const answer = await opened.get("/t/counter/", { accept: "application/json" });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(JSON.parse(answer.text)).toMatchObject({ status: 503, code: "NO_CAPACITY" });
  waiting.client.cut();
  await eventually(async () => {
    expect((await opened.get("/t/counter/")).status).toBe(200);
  });
  first.cut();
});

test("who leaves the line makes room for those behind", async () => {
  const { opened, worker, first } = await openFull();
  await using _opened = opened;
  await using _worker = worker;
  using a = await waitingClient(opened.ws);
  await eventually(() => expect(a.notices).not.toHaveLength(0));
  using b = await waitingClient(opened.ws);
  a.client.cut();
  first.event("end");
  await eventually(() => expect(b.client.received.length).toBeGreaterThan(0));
});

test("an app of one session per process gets a process for each who waits, but not more than it may", async () => {
  const settings = { process: { sessions: 1, max: 3 } };
  await using opened = await OpenGateway.start({ isCold: true, settings });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.capacity = 1;
  worker.startMs = 200;
  const clients = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const client = new TestClient(opened.ws);
      await once(client.ws, "open");
      client.ws.send(registerPacket());
      return client;
    }),
  );
  const served = () => clients.filter((client) => client.received.length > 0);
  await eventually(() => expect(served()).toHaveLength(3));
  expect(worker.requests).toBe(3);
  served()[0]?.event("end");
  await eventually(() => expect(served()).toHaveLength(4));
  expect(worker.requests).toBe(3);
  for (const client of clients) client.cut();
});

test("several gateways that want the same app at once start it once", async () => {
  const store = createMemoryStore();
  const options = { isCold: true, store };
  await using one = await OpenGateway.start(options);
  await using two = await OpenGateway.start(options);
  await using worker = await WorkerStandIn.start(store, token);
  worker.startMs = 500;
  const clients = await Promise.all([one, two, one, two].map(({ ws }) => TestClient.register(ws)));
  expect(worker.requests).toBe(1);
  for (const client of clients) client.cut();
});

test("[FM-5] an app whose processes keep ending says so, and the socket stays", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(opened.store, token);
  const title = 'app "t/counter": its processes keep ending, the next try is in 16 s';
  worker.failure = { status: 502, body: { code: "APP_CRASHING", title } };
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket());
  expect(await client.next()).toMatchObject([1, { session_id: "", error: title }]);
  expect(client.ws.readyState).toBe(client.ws.OPEN);
  expect(worker.requests).toBe(1);
});

test("the processes that an app wants to keep are there before anybody comes, and come again", async () => {
  const settings = { process: { min: 2 } };
  await using opened = await OpenGateway.start({ isCold: true, settings });
  await using worker = await WorkerStandIn.start(opened.store, token);
  await eventually(() => expect(worker.apps).toHaveLength(2), 15_000);
  const [first] = worker.apps;
  if (first !== undefined) await worker.kill(first);
  await eventually(() => expect(worker.apps).toHaveLength(3), 15_000);
  expect(await opened.store.processes.list("t", "counter")).toHaveLength(2);
}, 40_000);

test("an app that wants free processes gets the next one as soon as one is used", async () => {
  const settings = { process: { sessions: 1, spare: 1 } };
  await using opened = await OpenGateway.start({ isCold: true, settings });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.capacity = 1;
  using first = await TestClient.register(opened.ws);
  using second = await TestClient.register(opened.ws);
  await eventually(() => expect(worker.apps).toHaveLength(3));
  expect(await first.click()).toBe(1);
  expect(await second.click()).toBe(1);
});

test("what a team may counts from the next start on", async () => {
  const settings = { process: { sessions: 1, max: 9 } };
  await using opened = await OpenGateway.start({ isCold: true, settings });
  await opened.catalog.limitTeam("t", { processes: 1 });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.capacity = 1;
  using first = await TestClient.register(opened.ws);
  using second = await waitingClient(opened.ws);
  await eventually(() => expect(second.notices).not.toHaveLength(0));
  expect(worker.requests).toBe(1);
  await opened.catalog.limitTeam("t", { processesPerApp: 2 });
  await eventually(() => expect(worker.apps).toHaveLength(2));
  await eventually(() => expect(second.client.received.length).toBeGreaterThan(0));
  using third = await waitingClient(opened.ws);
  await eventually(() => expect(third.notices).not.toHaveLength(0));
  expect(worker.requests).toBe(2);
  expect(await first.click()).toBe(1);
});
