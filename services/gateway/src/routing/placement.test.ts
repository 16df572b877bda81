import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { eventually, OpenGateway, token } from "../testing/open-gateway.ts";
import { registerPacket, TestClient } from "../testing/test-client.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";

test("a cold app is started once for all who wait for it", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.startMs = 1_000; // they all have come before
  const clients = await Promise.all(
    Array.from({ length: 20 }, () => TestClient.register(opened.ws)),
  );
  expect(worker.requests).toBe(1);
  for (const client of clients) expect(await client.click()).toBe(1);
  expect(await opened.metric('flotilla_session_opens_total{result="ok",start="cold"}')).toBe(20);
  for (const client of clients) client.cut();
});

test("who gets the page finds a process, started once for all who got it", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.startMs = 500;
  const pages = await Promise.all(
    ["/t/counter/", "/t/counter/", "/t/counter/deep/route"].map((path) => opened.get(path)),
  );
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(worker.apps).toHaveLength(0); // the page does not wait for it
  await eventually(() => expect(worker.apps).toHaveLength(1));
  using client = await TestClient.register(opened.ws);
  expect(await client.click()).toBe(1);
  expect(worker.requests).toBe(1);
  expect(await opened.metric('flotilla_session_opens_total{result="ok",start="warm"}')).toBe(1);
  await opened.get("/t/counter/");
  expect(worker.requests).toBe(1);
});

test("who comes while that process is starting waits for it, and for no other", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.startMs = 200;
  await opened.get("/t/counter/");
  using client = await TestClient.register(opened.ws);
  expect(await client.click()).toBe(1);
  expect(worker.requests).toBe(1);
});

test("pages alone do not start what has just failed again, and are the same without a worker", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  expect((await opened.get("/t/counter/")).status).toBe(200); // no worker: nothing to start
  await using other = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(other.store, token);
  worker.failure = { status: 422, body: { code: "APP_START_FAILED", detail: "no" } };
  for (let at = 0; at < 5; at++) expect((await other.get("/t/counter/")).status).toBe(200);
  await eventually(() => expect(worker.requests).toBe(1));
  expect((await other.get("/t/counter/", {}, "HEAD")).status).toBe(200);
  expect((await other.get("/t/counter/logo.png")).status).toBe(404);
  expect(worker.requests).toBe(1);
});

test("when a process is over its load factor the next is started, and nobody waits for it", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.capacity = 5;
  const clients: TestClient[] = [];
  for (let i = 0; i < 5; i++) clients.push(await TestClient.register(opened.ws));
  await eventually(() => expect(worker.apps).toHaveLength(2));
  clients.push(await TestClient.register(opened.ws));
  expect(worker.apps.map((app) => app.sessions.size)).toEqual([5, 1]);
  for (const client of clients) client.cut();
});

test("an app that does not start says why in a line, and the socket stays", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(opened.store, token);
  const error = "ReferenceError: x is not defined";
  const detail = `${error}\n    at main.ts:3`;
  worker.failure = { status: 422, body: { code: "APP_START_FAILED", detail } };
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket());
  expect(await client.next()).toEqual([1, { session_id: "", page_patch: {}, error }]);
  client.event("click");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(client.ws.readyState).toBe(client.ws.OPEN);
  expect(client.received).toEqual([]);
});

test("without a worker that has room in time the socket closes with 1013", async () => {
  await using opened = await OpenGateway.start({ isCold: true, limits: { queueMs: 300 } });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.failure = { status: 503, body: {} };
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket());
  expect((await client.closed).code).toBe(1013);
});

test("a full app lets visitors wait for a seat, and the first that is free is theirs", async () => {
  await using opened = await OpenGateway.start({ isCold: true });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.capacity = 1;
  using first = await TestClient.register(opened.ws);
  worker.failure = { status: 429, body: {} };
  const waiting = TestClient.register(opened.ws);
  await new Promise((resolve) => setTimeout(resolve, 200));
  first.event("end");
  await first.closed;
  using second = await waiting;
  expect(await second.click()).toBe(1);
});

test("who waits longer than the queue allows is told that there is no room", async () => {
  await using opened = await OpenGateway.start({ isCold: true, limits: { queueMs: 300 } });
  await using worker = await WorkerStandIn.start(opened.store, token);
  worker.capacity = 1;
  using first = await TestClient.register(opened.ws);
  worker.failure = { status: 429, body: {} };
  using client = new TestClient(opened.ws);
  await once(client.ws, "open");
  client.ws.send(registerPacket());
  expect((await client.closed).code).toBe(1013);
  expect(await first.click()).toBe(1);
});

test("an unknown app keeps a Flet client's socket and its text, and closes ours with 4404", async () => {
  await using opened = await OpenGateway.start();
  const url = opened.ws.replace("counter", "nothing");
  using flet = new TestClient(url);
  await once(flet.ws, "open");
  flet.ws.send(registerPacket());
  expect(await flet.next()).toMatchObject([1, { session_id: "", error: "There is no such app" }]);
  expect(flet.ws.readyState).toBe(flet.ws.OPEN);
  using ours = new TestClient(url);
  await once(ours.ws, "open");
  ours.ws.send(registerPacket(null, { _flotilla: { ack: 1 } }));
  expect((await ours.closed).code).toBe(4404);
});

test("a process that dies between its start and its first session is replaced", async () => {
  await using opened = await OpenGateway.start();
  await opened.app[Symbol.asyncDispose](); // still registered, nobody listens
  await using worker = await WorkerStandIn.start(opened.store, token);
  using client = await TestClient.register(opened.ws);
  expect(await client.click()).toBe(1);
  expect(worker.requests).toBe(1);
  expect((await opened.store.processes.list("t", "counter")).map(({ id }) => id)).toEqual(["s1"]);
});
