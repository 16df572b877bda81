import { readFile } from "node:fs/promises";
import { hashSessionId } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { EmbeddedHost } from "../support/embedded-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

/** What a visitor types, what an app keeps, what is sent with wrong or right credentials: none of it may be logged. */
const canary = {
  state: "canary-state-0a1b2c3d",
  typed: "canary-typed-4e5f6a7b",
  agent: "canary-agent-8c9d0e1f",
  route: "canary-route-2a3b4c5d",
  address: "203.0.113.77",
  apiToken: "canary-api-token-6e7f8a9b",
  signature: "canary-signature-0c1d2e3f",
  login: "canary-login-4a5b6c7d",
  failure: "canary-failure-8e9f0a1b",
} as const;

const program = `ft.run((page) => {
  const store = page.session.store;
  store.set("kept", ${JSON.stringify(canary.state)});
  const clicks = ft.Text(String(store.get("clicks") ?? 0));
  page.add(
    clicks,
    ft.TextField({ label: "secret", onChange: (e) => store.set("typed", e.control.value) }),
    ft.Button("add", { onClick: () => {
      store.set("clicks", (store.get("clicks") ?? 0) + 1);
      clicks.value = String(store.get("clicks"));
    } }),
    ft.Button("fail", { onClick: () => { throw new Error(${JSON.stringify(canary.failure)}); } }),
  );
});`;

test("a session's life leaves no secret, id, address, state or text of its user in the log, at no level", async () => {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const env = { FLOTILLA_LOG_LEVEL: "debug", FLOTILLA_GATEWAY_TRUSTED_PROXIES: "127.0.0.1" };
  let secret = "";
  let sessionId = "";
  let adminToken = "";
  {
    await using world = await EmbeddedHost.start(env, { write });
    await world.deploy("canaries", program);
    const { url, tokenFile } = world.host.address;
    adminToken = (await readFile(tokenFile, "utf8")).trim();
    const headers = { "user-agent": canary.agent, "x-forwarded-for": canary.address };
    const app = `${url}/local/canaries`;
    const page = await fetch(`${app}/?q=${canary.route}`, { headers });
    const cookie = (page.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    await page.text();
    secret = cookie.slice(cookie.indexOf("=") + 1);
    expect(secret.length).toBeGreaterThan(20);
    {
      await using client = await WireClient.open(world.url("canaries"), {
        headers: { ...headers, cookie, origin: url },
        route: `/?q=${canary.route}`,
        isNumbering: true,
      });
      sessionId = client.sessionId;
      client.update({ c: "TextField" }, { value: canary.typed });
      client.event({ c: "TextField" }, "change", canary.typed);
      client.event({ c: "Button", content: "add" }, "click");
      client.event({ c: "Button", content: "fail" }, "click");
      await until("all kept", () => client.unacknowledged.size === 0);
      await world.killApps();
      await until("the page of the next process", () => client.replies === 2);
      client.event({ c: "Button", content: "add" }, "click");
      await until("the count", () => client.find({ c: "Text" }).value === "2");
    }
    for (const [path, init] of [
      ["/api/v1/teams", { headers: { ...headers, authorization: `Bearer ${canary.apiToken}` } }],
      ["/api/v1/teams", { headers: { ...headers, authorization: `Bearer ${adminToken}` } }],
      [
        `/local/canaries/upload?f=${canary.typed}&e=2030-01-01&s=${canary.signature}&t=${canary.signature}`,
        { method: "PUT", headers, body: canary.state },
      ],
      [`/local/canaries/oauth_callback?state=${canary.login}&code=${canary.login}`, { headers }],
    ] as const)
      await (await fetch(url + path, init)).arrayBuffer();
  }
  for (const [name, value] of Object.entries({ ...canary, secret, sessionId, adminToken })) {
    expect([name, lines.filter((line) => line.includes(value))]).toEqual([name, []]);
  }
  const own = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ session }) => session === hashSessionId(sessionId));
  expect(own.map(({ msg }) => msg)).toEqual(["session opened", "session brought back"]);
  for (const line of own) {
    expect(line).toMatchObject({ team: "local", app: "canaries", component: "gateway" });
    expect(line.node).toMatch(/^g-/);
    expect(line.release).toEqual(expect.any(String));
  }
}, 120_000);
