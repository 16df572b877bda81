import { expect, test } from "@jest/globals";
import { eventually, OpenGateway } from "../testing/open-gateway.ts";
import { SocketIoClient } from "../testing/socket-io-client.ts";
import { TestClient } from "../testing/test-client.ts";

const base = (opened: OpenGateway): string => `${opened.gateway.url}/t/counter`;

test.each([
  ["polling", ["polling"], "polling"],
  ["WebSocket", ["websocket"], "websocket"],
  ["polling that becomes WebSocket", ["polling", "websocket"], "websocket"],
] as const)("packets go both ways by %s, in order", async (_name, transports, carried) => {
  await using opened = await OpenGateway.start();
  using client = await SocketIoClient.register(base(opened), null, { transports: [...transports] });
  for (let i = 1; i <= 5; i++) expect(await client.click()).toBe(i);
  await eventually(() => expect(client.transport).toBe(carried));
  for (let i = 0; i < 50; i++) client.event("click");
  for (let i = 6; i <= 55; i++) {
    const [, body] = await client.next();
    expect((body.patch as unknown[][])[1]?.[3]).toBe(i);
  }
  expect(opened.app.sessions.size).toBe(1);
  const first = transports[0] === "polling" ? "sio-poll" : "sio-ws";
  const attempts = "flotilla_gateway_connection_attempts_total";
  expect(await opened.metric(`${attempts}{transport="${first}",result="ok"}`)).toBe(1);
  const now = carried === "polling" ? "sio-poll" : "sio-ws";
  expect(await opened.metric(`flotilla_gateway_connections{transport="${now}"}`)).toBe(1);
});

test("a session goes on over the other transport", async () => {
  await using opened = await OpenGateway.start();
  const first = await TestClient.register(opened.ws);
  await first.click();
  await first.close();
  const second = await SocketIoClient.register(base(opened), first.sessionId);
  expect(second.sessionId).toBe(first.sessionId);
  expect(await second.click()).toBe(2);
  await second.close();
  using third = await TestClient.register(opened.ws, first.sessionId);
  expect([third.sessionId, await third.click()]).toEqual([first.sessionId, 3]);
  expect(opened.app.journal.filter((line) => line.startsWith("detach"))).toEqual([
    `detach ${first.sessionId} closed`,
    `detach ${first.sessionId} closed`,
  ]);
});
