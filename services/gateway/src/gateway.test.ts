import { expect, test } from "@jest/globals";
import { OpenGateway } from "./testing/open-gateway.ts";
import { TestClient } from "./testing/test-client.ts";

test("a client registers, clicks, and gets the app's patches", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws);
  expect(client.sessionId).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(await client.click()).toBe(1);
  expect(await client.click()).toBe(2);
  const record = await opened.store.sessions.get(client.sessionId);
  expect(record).toMatchObject({ state: "attached", team: "t", app: "counter", epoch: 1 });
});
