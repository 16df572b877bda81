import process from "node:process";
import { FlotillaError } from "@flotilla/protocol";
import { createLogger, parseConfig, silentLogger } from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { gatewayConfig } from "./config.ts";
import { Gateway } from "./gateway.ts";
import { OpenGateway, token } from "./testing/open-gateway.ts";
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

test("a gateway that is ready says where", async () => {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ name: "gateway", stream });
  await using opened = await OpenGateway.start({ logger });
  const { url, internalUrl } = opened.gateway;
  const ready = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === "gateway ready");
  expect(ready).toMatchObject({ url, internalUrl, pid: process.pid });
});

test("a gateway that cannot say that it is there leaves nothing open", async () => {
  await using opened = await OpenGateway.start();
  const { store, catalog } = opened;
  const { url, internalUrl } = opened.gateway;
  await opened.gateway.stop();
  const nodes: Store["nodes"] = {
    register: () => Promise.reject(new FlotillaError("STORE_UNAVAILABLE", "away")),
    renew: (...told) => store.nodes.renew(...told),
    remove: (...told) => store.nodes.remove(...told),
    list: (kind) => store.nodes.list(kind),
  };
  const failing = new Proxy(store, {
    get: (target, name) => (name === "nodes" ? nodes : Reflect.get(target, name, target)),
  });
  const { config } = parseConfig(gatewayConfig, {
    FLOTILLA_INTERNAL_TOKEN: token,
    FLOTILLA_OBJECTS_URL: "file:///nowhere",
    FLOTILLA_GATEWAY_PORT: new URL(url).port,
    FLOTILLA_GATEWAY_INTERNAL_PORT: new URL(internalUrl).port,
  });
  const gateway = new Gateway(config.gateway, { store: failing, catalog, logger: silentLogger() });
  await expect(gateway.start()).rejects.toThrow("away");
  await expect(fetch(url)).rejects.toThrow();
  await expect(fetch(`${internalUrl}/healthz`)).rejects.toThrow();
});
