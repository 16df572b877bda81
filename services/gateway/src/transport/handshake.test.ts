import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { OpenGateway } from "../testing/open-gateway.ts";
import { TestClient } from "../testing/test-client.ts";

/** Status of a refused handshake with its Retry-After, or "open". */
async function shake(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | "open"; retryAfter?: string | undefined }> {
  const ws = new WebSocket(url, { headers });
  ws.on("error", () => {});
  const refused = once(ws, "unexpected-response").then(([, response]: IncomingMessage[]) => ({
    status: response?.statusCode ?? 0,
    retryAfter: response?.headers["retry-after"],
  }));
  const opened = once(ws, "open").then(() => ({ status: "open" as const }));
  opened.catch(() => {});
  refused.catch(() => {});
  const result = await Promise.race([opened, refused]);
  ws.terminate();
  return result;
}

test("origins: our own pages and programs without cookies come in, nobody else", async () => {
  await using opened = await OpenGateway.start({
    config: { publicUrls: ["https://apps.example.org/", "http://apps.example.org:8000"] },
  });
  const { port } = new URL(opened.gateway.url);
  const cases: [string | undefined, number | "open"][] = [
    [`http://127.0.0.1:${port}`, "open"],
    [`http://localhost:${port}`, "open"],
    ["https://apps.example.org", "open"],
    ["http://apps.example.org:8000", "open"],
    [undefined, "open"],
    ["null", 403],
    ["", 403],
    ["http://evil.test", 403],
    [`https://127.0.0.1:${port}`, 403],
    ["http://127.0.0.1", 403],
    [`http://127.0.0.1:${port}.evil.test`, 403],
    [`http://127.0.0.1:${port}@evil.test`, 403],
    [`http://localhost.evil.test:${port}`, 403],
    [`http://127.0.0.1:${port}/`, 403],
    ["http://apps.example.org", 403],
    ["https://apps.example.org:444", 403],
    ["https://apps.example.org.evil.test", 403],
    ["https://xapps.example.org", 403],
    ["https://APPS.example.org", 403],
    ["file://", 403],
  ];
  for (const [origin, expected] of cases) {
    const headers = origin === undefined ? {} : { origin };
    expect([origin, (await shake(opened.ws, headers)).status]).toEqual([origin, expected]);
  }
  const cookie = { cookie: "a=1; flotilla_t_counter=x" };
  expect((await shake(opened.ws, cookie)).status).toBe(403);
  expect((await shake(opened.ws, { cookie: "a=1" })).status).toBe("open");
  const own = { ...cookie, origin: opened.gateway.url };
  expect((await shake(opened.ws, own)).status).toBe("open");
  expect(opened.app.linkCount).toBe(0); // refused or not, no work was done for any of them
});

test.each([
  ["/t/counter/ws/", "open"],
  ["/t/counter/ws?x=1", "open"],
  ["/t/counter", 404],
  ["/t/counter/wss", 404],
  ["/t/counter/ws/x", 404],
  ["/t/../t/counter/ws", 404],
  ["/t/counter/%77s", "open"],
  ["/T/counter/ws", 404],
  ["/", 404],
])("a handshake at %s is answered with %s", async (path, expected) => {
  await using opened = await OpenGateway.start();
  const { port } = new URL(opened.gateway.url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
  );
  const [chunk] = await once(socket, "data");
  expect(String(chunk)).toMatch(expected === "open" ? /^HTTP\/1\.1 101 / : /^HTTP\/1\.1 404 /);
  socket.destroy();
});

test.each([
  ["no version", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", /^HTTP\/1\.1 400 /],
  ["version 8 without key", "Sec-WebSocket-Version: 8", /^HTTP\/1\.1 400 /],
  ["a short key", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAA", /^HTTP\/1\.1 400 /],
])("a handshake with %s is refused", async (_name, headers, expected) => {
  await using opened = await OpenGateway.start();
  const socket = connect(Number(new URL(opened.gateway.url).port), "127.0.0.1");
  socket.write(
    `GET /t/counter/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${headers}\r\n\r\n`,
  );
  const [chunk] = await once(socket, "data");
  expect(String(chunk)).toMatch(expected);
  socket.destroy();
});

test("an upgrade to anything else is an ordinary request", async () => {
  await using opened = await OpenGateway.start();
  const socket = connect(Number(new URL(opened.gateway.url).port), "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n");
  const [chunk] = await once(socket, "data");
  expect(String(chunk)).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
});

test("compression is not agreed on", async () => {
  await using opened = await OpenGateway.start();
  using client = await TestClient.register(opened.ws, null, { perMessageDeflate: true });
  expect(client.ws.extensions).toBe("");
});

const secretCookie = (value: string) => ({ cookie: `flotilla_t_counter=${value.repeat(43)}` });

test("a session that began with a secret is worth nothing without it", async () => {
  await using opened = await OpenGateway.start();
  const origin = opened.gateway.url;
  const mine = { headers: { ...secretCookie("a"), origin } };
  const first = await TestClient.register(opened.ws, null, mine);
  await first.close();
  using without = await TestClient.register(opened.ws, first.sessionId);
  expect(without.sessionId).not.toBe(first.sessionId);
  const theirs = { headers: { ...secretCookie("b"), origin } };
  using other = await TestClient.register(opened.ws, first.sessionId, theirs);
  expect(other.sessionId).not.toBe(first.sessionId);
  using back = await TestClient.register(opened.ws, first.sessionId, mine);
  expect(back.sessionId).toBe(first.sessionId);
  expect(await opened.metric('flotilla_session_hijack_refused_total{reason="secret"}')).toBe(2);
  expect(JSON.stringify(await opened.store.sessions.get(first.sessionId))).not.toContain("aaa");
});

test("a session that began without a secret resumes by its id, with a cookie too", async () => {
  await using opened = await OpenGateway.start();
  const first = await TestClient.register(opened.ws);
  await first.close();
  const headers = { ...secretCookie("a"), origin: opened.gateway.url };
  using back = await TestClient.register(opened.ws, first.sessionId, { headers });
  expect(back.sessionId).toBe(first.sessionId);
});

test("forwarding headers: who is believed and what the app is told", async () => {
  const cases: [readonly string[], Record<string, string>, string][] = [
    [[], { "x-forwarded-for": "6.6.6.6" }, "127.0.0.1"],
    [[], { forwarded: "for=6.6.6.6", "x-real-ip": "6.6.6.6" }, "127.0.0.1"],
    [["10.0.0.0/8"], { "x-forwarded-for": "6.6.6.6" }, "127.0.0.1"],
    [["127.0.0.1/32"], {}, "127.0.0.1"],
    [["127.0.0.1/32"], { "x-forwarded-for": "203.0.113.7" }, "203.0.113.7"],
    [["127.0.0.1"], { "x-forwarded-for": "6.6.6.6, 203.0.113.7" }, "203.0.113.7"],
    [["127.0.0.0/8", "10.0.0.0/8"], { "x-forwarded-for": "203.0.113.7, 10.1.2.3" }, "203.0.113.7"],
    [["127.0.0.1"], { "x-forwarded-for": "::ffff:203.0.113.7" }, "203.0.113.7"],
    [["127.0.0.1"], { "x-forwarded-for": "2001:db8::1" }, "2001:db8::1"],
    [["127.0.0.1"], { "x-forwarded-for": "unknown" }, "127.0.0.1"],
    [["127.0.0.1"], { "x-forwarded-for": "<script>" }, "127.0.0.1"],
    [["127.0.0.1"], { "x-forwarded-for": "" }, "127.0.0.1"],
    [["127.0.0.1"], { "x-forwarded-for": `${"1.1.1.1, ".repeat(200)}203.0.113.7` }, "203.0.113.7"],
  ];
  for (const [trustedProxies, headers, ip] of cases) {
    await using opened = await OpenGateway.start({ config: { trustedProxies } });
    using client = await TestClient.register(opened.ws, null, { headers });
    const got = opened.app.sessions.get(client.sessionId)?.open.client.ip;
    expect([trustedProxies, headers, got]).toEqual([trustedProxies, headers, ip]);
  }
});

test("an app's address comes from what is configured, never from a forged Host", async () => {
  const cases: [Record<string, string>, readonly string[], string][] = [
    [{ host: "evil.test" }, ["https://apps.example.org"], "wss://apps.example.org/t/counter"],
    [
      { host: "apps.example.org" },
      ["https://apps.example.org"],
      "wss://apps.example.org/t/counter",
    ],
    [{ host: "evil.test", "x-forwarded-host": "evil.test" }, [], ""],
    [{ host: "a/b@evil" }, [], ""],
  ];
  for (const [headers, publicUrls, expected] of cases) {
    await using opened = await OpenGateway.start({ config: { publicUrls } });
    using client = await TestClient.register(opened.ws, null, { headers });
    const own = opened.ws.slice(0, -3);
    expect(opened.app.sessions.get(client.sessionId)?.open.pageUrl).toBe(expected || own);
  }
});

test("a proxy's word about https makes the secret's cookie secure, anybody else's does not", async () => {
  const headers = { "x-forwarded-proto": "https" };
  await using trusting = await OpenGateway.start({ config: { trustedProxies: ["127.0.0.1"] } });
  expect((await trusting.get("/t/counter/", headers)).headers.get("set-cookie")).toContain(
    "Secure",
  );
  await using wary = await OpenGateway.start();
  expect((await wary.get("/t/counter/", headers)).headers.get("set-cookie")).not.toContain(
    "Secure",
  );
});

test("slow headers and silent sockets are closed in time, and others are served meanwhile", async () => {
  await using opened = await OpenGateway.start({ limits: { headerMs: 1_000 } });
  const port = Number(new URL(opened.gateway.url).port);
  const sockets = Array.from({ length: 500 }, () =>
    connect(port, "127.0.0.1").on("error", () => {}),
  );
  const closed = Promise.all(sockets.map((socket) => once(socket.resume(), "close")));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  sockets.forEach((socket, i) => {
    if (i % 2 === 0) socket.write("GET / HTTP/1.1\r\nX-Slow: ");
  });
  const began = performance.now();
  await using _client = await registered(opened);
  expect(performance.now() - began).toBeLessThan(500);
  await closed;
  expect(performance.now() - began).toBeLessThan(4_000);
});

test("one address has so many sockets and no more", async () => {
  await using opened = await OpenGateway.start({ limits: { connectionsPerAddress: 3 } });
  const clients = await Promise.all(
    Array.from({ length: 3 }, () => TestClient.register(opened.ws)),
  );
  expect(await shake(opened.ws)).toEqual({ status: 429, retryAfter: "5" });
  using other = await TestClient.register(opened.ws, null, { localAddress: "127.0.0.9" });
  await clients[0]?.close();
  await sleep(50);
  using again = await TestClient.register(opened.ws);
  expect(await again.click()).toBe(1);
  expect(await other.click()).toBe(1);
  for (const client of clients) client.cut();
});

test("one address registers so often a minute and no more", async () => {
  await using opened = await OpenGateway.start({ limits: { registrationsPerMinute: 5 } });
  for (let i = 0; i < 5; i++) (await TestClient.register(opened.ws)).cut();
  const refused = await shake(opened.ws);
  expect(refused.status).toBe(429);
  expect(Number(refused.retryAfter)).toBeGreaterThan(0);
  expect(Number(refused.retryAfter)).toBeLessThanOrEqual(12);
});

test("guessing session ids is slowed down, and answered the same", async () => {
  await using opened = await OpenGateway.start({ limits: { unknownSessionsPerMinute: 3 } });
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const began = performance.now();
    using client = await TestClient.register(opened.ws, "B".repeat(22));
    times.push(performance.now() - began);
    expect(client.sessionId).toHaveLength(22);
  }
  expect(Math.max(...times.slice(0, 3))).toBeLessThan(900);
  expect(Math.min(...times.slice(3))).toBeGreaterThanOrEqual(990);
});

async function registered(opened: OpenGateway): Promise<AsyncDisposable> {
  const client = await TestClient.register(opened.ws);
  return {
    [Symbol.asyncDispose]: async () => {
      client.cut();
    },
  };
}
