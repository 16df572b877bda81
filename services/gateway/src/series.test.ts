import { createRegistry } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { GatewayMetrics } from "./metrics.ts";
import { oddName, oddText } from "./testing/odd-values.ts";
import { OpenGateway } from "./testing/open-gateway.ts";
import { registerPacket, TestClient } from "./testing/test-client.ts";

/** Series that one gateway may have, whatever it is sent. */
const budget = 2_000;
const visitors = 1_000;
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "LOCK"];

const gauges = {
  connections: () => ({ ws: 0, "sio-ws": 0, "sio-poll": 0 }),
  leaseAgeS: () => 0,
  sendBuffers: () => ({ max: 0, sum: 0 }),
  links: () => 0,
  starts: () => 0,
  waiting: () => 0,
};

test("a gateway keeps its series in bounds: 1,000 odd teams, apps, sessions, addresses, paths and methods", async () => {
  await using opened = await OpenGateway.start({
    config: { trustedProxies: ["127.0.0.1"] },
    limits: { unknownSessionsPerMinute: 1_000_000, registrationsPerMinute: 1_000_000 },
  });
  const before = series(await opened.registry.metrics());
  for (let i = 0; i < visitors; i += 50) {
    const turn = Array.from({ length: 50 }, (_, n) => visit(opened, i + n));
    await Promise.all(turn);
  }
  using client = await TestClient.register(opened.ws);
  expect(await client.click()).toBe(1);
  const text = await opened.registry.metrics();
  const after = series(text);
  expect(before.length).toBeLessThan(budget);
  expect(after.length).toBeLessThan(budget);
  expect(text).not.toMatch(/odd-|203\.0\.113|\.php|%00/);
}, 240_000);

test("teams beyond the first 200 share a series", async () => {
  const registry = createRegistry({ version: "test" });
  const metrics = new GatewayMetrics(registry, gauges);
  for (let i = 0; i < 1_000; i++) metrics.openedFor(oddName(i));
  const teams = series(await registry.metrics()).filter((line) =>
    line.startsWith("flotilla_team_session_opens_total{"),
  );
  expect(teams).toHaveLength(201);
  expect(teams.find((line) => line.includes('"other"'))).toMatch(/ 800$/);
});

test("the series that all routes, methods and classes of answers can make are in the budget", async () => {
  const registry = createRegistry({ version: "test" });
  const metrics = new GatewayMetrics(registry, gauges);
  const routes = [
    "/",
    "/api/v1",
    "/assets",
    "/{team}/{app}",
    "asset",
    "upload",
    "oauth_callback",
    "none",
  ] as const;
  for (const route of routes)
    for (const method of [...methods, "TRACE\n"])
      for (const status of [200, 304, 404, 500])
        metrics.request({ route, method, status, seconds: 1 });
  for (let i = 0; i < 300; i++) metrics.openedFor(oddName(i));
  expect(series(await registry.metrics()).length).toBeLessThan(budget);
});

/** One visitor: a page, a file, a handshake, each with values of its own. */
async function visit(opened: OpenGateway, i: number): Promise<void> {
  const address = `203.0.113.${i % 250}`;
  const headers = { "x-forwarded-for": address, "user-agent": oddText(i) };
  const method = methods[i % methods.length] ?? "GET";
  const team = oddName(i);
  await Promise.all([
    opened.get(`/${team}/${oddName(i + 7)}/`, headers),
    opened.get(`/t/counter/${encodeURIComponent(oddText(i))}.php?session=${i}`, headers, method),
    opened.get(`/t/counter/oauth_callback?state=${encodeURIComponent(oddText(i))}`, headers),
    opened.get(`/api/v1/teams/${team}`, headers, method),
    handshake(opened, i, headers),
  ]);
}

async function handshake(
  opened: OpenGateway,
  i: number,
  headers: Record<string, string>,
): Promise<void> {
  const url = i % 2 === 0 ? opened.ws : opened.ws.replace("/t/counter/", `/${oddName(i)}/app/`);
  const client = new TestClient(url, { headers });
  client.ws.on("open", () => {
    if (i % 4 === 0) client.ws.send(registerPacket(`odd-${i}`.padEnd(22, "x")));
    else client.ws.send(i % 3 === 0 ? oddText(i) : new Uint8Array([0x93, i % 256, 1]));
    client.ws.close();
  });
  await client.closed;
}

function series(text: string): string[] {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}
