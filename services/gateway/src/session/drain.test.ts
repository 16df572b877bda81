import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { eventually, OpenGateway } from "../testing/open-gateway.ts";
import { TestClient } from "../testing/test-client.ts";

test("a draining gateway spreads its closes, is not ready, and keeps the sessions", async () => {
  await using opened = await OpenGateway.start({ config: { drainMs: 1_000 } });
  const clients = await Promise.all(
    Array.from({ length: 40 }, () => TestClient.register(opened.ws)),
  );
  const began = performance.now();
  const times: number[] = [];
  const closes = clients.map((client) =>
    client.closed.then(({ code }) => {
      times.push(performance.now() - began);
      return code;
    }),
  );
  const drained = opened.gateway.drain();
  const readyz = await fetch(`${opened.gateway.internalUrl}/readyz`, {
    headers: { connection: "close" },
  });
  expect([readyz.status, await readyz.json()]).toEqual([
    503,
    { ready: false, reasons: ["draining"] },
  ]);
  const late = new WebSocket(opened.ws);
  const status = await new Promise((resolve) => {
    late.on("unexpected-response", (_request, response) => resolve(response.statusCode));
    late.on("error", () => {});
  });
  late.terminate();
  expect(status).toBe(503);
  expect(new Set(await Promise.all(closes))).toEqual(new Set([4503]));
  await drained;
  for (let bin = 0; bin < 1_000; bin += 250) {
    const share = times.filter((time) => time >= bin && time < bin + 250).length;
    expect(share).toBeLessThanOrEqual(20); // at most half of them in any quarter of the period
  }
  expect(await opened.store.sessions.count({ state: "detached" })).toBe(40);
  const told = (): string[] => opened.app.journal.filter((line) => line.endsWith(" drain"));
  await eventually(() => expect(told()).toHaveLength(40));
  const [node] = await opened.store.nodes.list("gateway");
  expect(node?.state).toBe("draining");
});

test("what a client sends before it hears of the close goes to its app", async () => {
  await using opened = await OpenGateway.start({ config: { drainMs: 10 } });
  const client = await TestClient.register(opened.ws);
  client.ws.pause();
  const drained = opened.gateway.drain();
  for (let sent = 0; sent < 20; sent++) {
    client.event("click");
    await sleep(10); // most of them come after the close has left
  }
  client.ws.resume();
  expect((await client.closed).code).toBe(4503);
  await drained;
  expect(opened.app.sessions.get(client.sessionId)?.clicks).toBe(20);
  expect(opened.app.journal).toContain(`detach ${client.sessionId} drain`);
});

test("stopping closes what is open, tells the app, and leaves nothing", async () => {
  await using opened = await OpenGateway.start();
  const clients = await Promise.all(
    Array.from({ length: 5 }, () => TestClient.register(opened.ws)),
  );
  const { internalUrl } = opened.gateway;
  await opened.gateway.stop();
  await opened.gateway.stop();
  for (const client of clients) expect((await client.closed).code).toBe(4503);
  expect(opened.app.journal.filter((line) => line.startsWith("detach"))).toHaveLength(5);
  expect(await opened.store.nodes.list("gateway")).toEqual([]);
  await expect(fetch(internalUrl)).rejects.toThrow();
});

test("a taken port is an error of the start, and nothing stays open", async () => {
  await using first = await OpenGateway.start();
  const port = Number(new URL(first.gateway.url).port);
  await expect(OpenGateway.start({ config: { port } })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});
