import { errorTable } from "@flotilla/protocol";
import { openRecord } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { eventually, OpenGateway, type OpenOptions, token } from "../testing/open-gateway.ts";
import { TestClient } from "../testing/test-client.ts";

const soon = (check: () => void | Promise<void>) => eventually(check, 20_000);
const html = { accept: "text/html" };
const state = "s".repeat(43);

/** A session that waits for an answer, and the browser that has it. */
async function begin(
  opened: OpenGateway,
  login: {
    readonly completePageHtml?: string;
    readonly completeRoute?: string;
    readonly isNative?: boolean;
    readonly ttlMs?: number;
  } = {},
) {
  const {
    completePageHtml = null,
    completeRoute = null,
    isNative = false,
    ttlMs = 600_000,
  } = login;
  const cookie = isNative ? "" : await cookieOf(opened);
  const headers = isNative ? {} : { cookie, origin: opened.gateway.url };
  const client = await TestClient.register(opened.ws, null, { headers });
  const { sessionId } = client;
  await opened.store.logins.begin(
    { team: "t", app: "counter", state, sessionId, completePageHtml, completeRoute },
    ttlMs,
  );
  return { client, sessionId, cookie };
}

async function cookieOf(opened: OpenGateway): Promise<string> {
  const { headers } = await opened.get("/t/counter/", html);
  return cookieIn(headers);
}

function cookieIn(headers: Headers): string {
  return headers.get("set-cookie")?.split(";")[0] ?? "";
}

const callback = (query: string) => `/t/counter/oauth_callback?${query}`;
const good = callback(`state=${state}&code=c%20de`);

test("[HT-SESS-2] an answer goes to its session, the browser gets a new secret and a page that closes its window", async () => {
  await using opened = await OpenGateway.start();
  const { client, sessionId, cookie } = await begin(opened);
  const answer = await opened.get(good, { ...html, cookie });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain("You are signed in");
  expect(answer.text).toContain('<a href="/t/counter/">');
  expect(answer.text).toMatch(/<script>window\.close\(\)<\/script>$/);
  expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'sha256-[^' ]+';/);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  expect(answer.headers.get("set-cookie")).toMatch(
    /^flotilla_t_counter=[\w-]{43}; Path=\/t\/counter; HttpOnly; SameSite=Lax$/,
  );
  await soon(() =>
    expect(opened.app.logins).toEqual([{ sessionId, epoch: 1, state, code: "c de" }]),
  );
  await client.close();
  const renewed = cookieIn(answer.headers);
  expect(renewed).not.toBe(cookie);
  expect(await opened.metric('flotilla_gateway_logins_total{result="done"}')).toBe(1);
  await soon(async () =>
    expect((await opened.store.sessions.get(sessionId))?.state).toBe("detached"),
  );
  const { origin } = new URL(opened.gateway.url);
  using stolen = await TestClient.register(opened.ws, sessionId, { headers: { cookie, origin } });
  expect(stolen.sessionId).not.toBe(sessionId);
  using own = await TestClient.register(opened.ws, sessionId, {
    headers: { cookie: renewed, origin },
  });
  expect(own.sessionId).toBe(sessionId);
});

test("the browser's other sessions of the app have the new secret, too", async () => {
  await using opened = await OpenGateway.start();
  const { cookie } = await begin(opened);
  const { origin } = new URL(opened.gateway.url);
  const tab = await TestClient.register(opened.ws, null, { headers: { cookie, origin } });
  const answer = await opened.get(good, { cookie });
  await tab.close();
  await soon(async () =>
    expect((await opened.store.sessions.get(tab.sessionId))?.state).toBe("detached"),
  );
  const headers = { cookie: cookieIn(answer.headers), origin };
  using back = await TestClient.register(opened.ws, tab.sessionId, { headers });
  expect(back.sessionId).toBe(tab.sessionId);
});

test("app processes are told the sealed records of all sessions that have the new secret", async () => {
  await using opened = await OpenGateway.start();
  const { sessionId, cookie } = await begin(opened);
  const { origin } = new URL(opened.gateway.url);
  using tab = await TestClient.register(opened.ws, null, { headers: { cookie, origin } });
  await opened.get(good, { cookie });
  await soon(() => expect(opened.app.records).toHaveLength(2));
  const told = opened.app.records.map(({ record }) => openRecord(record, token));
  const known = await Promise.all(
    [sessionId, tab.sessionId].map((id) => opened.store.sessions.get(id)),
  );
  expect(new Set(told)).toEqual(new Set(known));
});

test("a provider's refusal goes to the session, too; the secret stays", async () => {
  await using opened = await OpenGateway.start();
  const { sessionId, cookie } = await begin(opened);
  const query = `state=${state}&error=access_denied&error_description=No%20thanks&iss=https://id.test`;
  const answer = await opened.get(callback(query), { ...html, cookie });
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([200, null]);
  expect(answer.text).toContain("You are not signed in");
  await soon(() =>
    expect(opened.app.logins).toEqual([
      {
        sessionId,
        epoch: 1,
        state,
        error: "access_denied",
        errorDescription: "No thanks",
        issuer: "https://id.test",
      },
    ]),
  );
});

test.each([
  ["path", "/home?a=b%20c&d=1", "/t/counter/home?a=b%20c&d=1"],
  ["path", "//evil.test/", "/t/counter//evil.test/"],
  ["path", "/ä ö\r\nx: y", "/t/counter/%C3%A4%20%C3%B6%0D%0Ax:%20y"],
  ["hash", "/home", "/t/counter/#/home"],
])("with %s addresses, the way back to %j is %s", async (routeUrlStrategy, route, location) => {
  await using opened = await OpenGateway.start({ settings: { routeUrlStrategy } });
  const { cookie } = await begin(opened, { completeRoute: route });
  const answer = await opened.get(good, { cookie });
  expect([answer.status, answer.headers.get("location")]).toEqual([307, location]);
  expect(answer.headers.get("set-cookie")).not.toBeNull();
});

test("an app's own page runs no script but ours and belongs to no origin", async () => {
  await using opened = await OpenGateway.start();
  const page = "<p>Done</p><script>alert(document.cookie)</script>";
  const { cookie } = await begin(opened, { completePageHtml: page });
  const { text, headers } = await opened.get(good, { cookie });
  expect(text).toBe(`${page}<script>window.close()</script>`);
  expect(headers.get("content-security-policy")).toMatch(
    /^sandbox allow-scripts; default-src 'none'; .*script-src 'sha256-[^' ]+';/,
  );
});

interface Refusal {
  readonly name: string;
  readonly code: keyof typeof errorTable;
  readonly query?: string;
  readonly method?: string;
  readonly options?: OpenOptions;
  readonly before?: (opened: OpenGateway, cookie: string) => Promise<unknown>;
  readonly cookie?: (opened: OpenGateway, own: string) => Promise<string>;
  /** Whether the browser that began may still bring the answer. */
  readonly isKept: boolean;
}

const refusals: Refusal[] = [
  { name: "no state", code: "REQUEST_INVALID", query: "code=c", isKept: true },
  { name: "an empty state", code: "REQUEST_INVALID", query: "state=&code=c", isKept: true },
  {
    name: "neither code nor error",
    code: "REQUEST_INVALID",
    query: `state=${state}`,
    isKept: true,
  },
  {
    name: "two codes",
    code: "REQUEST_INVALID",
    query: `state=${state}&code=a&code=b`,
    isKept: true,
  },
  {
    name: "two states",
    code: "REQUEST_INVALID",
    query: `state=${state}&state=x&code=b`,
    isKept: true,
  },
  { name: "an unknown state", code: "LOGIN_UNKNOWN", query: "state=unknown&code=c", isKept: true },
  {
    name: "a browser with another secret",
    code: "LOGIN_ELSEWHERE",
    cookie: cookieOf,
    isKept: true,
  },
  {
    name: "a browser without a secret",
    code: "LOGIN_ELSEWHERE",
    cookie: async () => "",
    isKept: true,
  },
  {
    name: "an answer that comes twice",
    code: "LOGIN_UNKNOWN",
    before: async (opened, cookie) => {
      await opened.get(good, { cookie });
      await soon(() => expect(opened.app.logins).toHaveLength(1));
    },
    isKept: false,
  },
  {
    name: "an answer that comes too late",
    code: "LOGIN_UNKNOWN",
    before: async (opened) => opened.clock.advance(600_000),
    isKept: false,
  },
  {
    name: "a session that has ended",
    code: "SESSION_CLOSED",
    before: async (opened) => {
      const [session] = opened.app.sessions.values();
      const record = await opened.store.sessions.get(session?.id ?? "");
      if (record !== undefined) await opened.store.sessions.close(record.id, record);
    },
    isKept: false,
  },
  { name: "another method", code: "METHOD_NOT_ALLOWED", method: "HEAD", isKept: true },
];

test.each(refusals)("[HT-AUTH-1] $name is refused: $code", async (refusal) => {
  const { code, query, method = "GET", before, cookie: cookieFor, isKept } = refusal;
  await using opened = await OpenGateway.start();
  const { sessionId, cookie } = await begin(opened);
  await before?.(opened, cookie);
  const sent = (await cookieFor?.(opened, cookie)) ?? cookie;
  const delivered = opened.app.logins.length;
  const path = query === undefined ? good : callback(query);
  const person = await opened.get(path, { ...html, cookie: sent }, method);
  expect([person.status, person.headers.get("set-cookie")]).toEqual([
    errorTable[code].status,
    null,
  ]);
  const program = await opened.get(path, { cookie: sent }, method);
  expect(program.status).toBe(errorTable[code].status);
  if (method === "GET") {
    expect(person.text).toMatch(/<h1>.+<\/h1>/);
    expect(JSON.parse(program.text).code).toBe(code);
  }
  expect(person.text).not.toContain(state);
  expect(opened.app.logins).toHaveLength(delivered);
  if (!isKept) return;
  expect((await opened.get(good, { cookie })).status).toBe(200);
  await soon(() => expect(opened.app.logins).toMatchObject([{ sessionId, state }]));
});

test("of many answers at once one counts", async () => {
  await using opened = await OpenGateway.start();
  const { cookie } = await begin(opened);
  const answers = await Promise.all(Array.from({ length: 10 }, () => opened.get(good, { cookie })));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array(9).fill(400)]);
  await soon(() => expect(opened.app.logins).toHaveLength(1));
});

test("a client that keeps no secret is known by its address", async () => {
  await using opened = await OpenGateway.start({ config: { trustedProxies: ["127.0.0.1"] } });
  await begin(opened, { isNative: true });
  const elsewhere = await opened.get(good, { "x-forwarded-for": "203.0.113.9" });
  expect([elsewhere.status, JSON.parse(elsewhere.text).code]).toEqual([403, "LOGIN_ELSEWHERE"]);
  const here = await opened.get(good);
  expect([here.status, here.headers.get("set-cookie")]).toEqual([200, null]);
  await soon(() => expect(opened.app.logins).toHaveLength(1));
});

test("an answer for another app's sign-in is unknown", async () => {
  await using opened = await OpenGateway.start();
  const { cookie } = await begin(opened);
  await opened.catalog.createApp("t", "other");
  expect((await opened.get(`/t/other/oauth_callback?state=${state}&code=c`)).status).toBe(404);
  expect((await opened.get(`/t/none/oauth_callback?state=${state}&code=c`)).status).toBe(404);
  expect((await opened.get(good, { cookie })).status).toBe(200);
});

test("guessing states is slowed down", async () => {
  await using opened = await OpenGateway.start({ limits: { unknownSessionsPerMinute: 3 } });
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) {
    statuses.push((await opened.get(callback(`state=guess${i}&code=c`))).status);
  }
  expect(statuses).toEqual([400, 400, 400, 429, 429]);
  expect(await opened.metric('flotilla_gateway_logins_total{result="unknown"}')).toBe(3);
  expect(await opened.metric('flotilla_gateway_logins_total{result="often"}')).toBe(2);
});
