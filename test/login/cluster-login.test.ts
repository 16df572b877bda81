import { Action, type InvokeRequest } from "@flotilla/protocol";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { RunningCluster } from "../support/cluster.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";
import { deployLoginApp } from "./login-app.ts";
import { OidcServer } from "./oidc-server.ts";

const patienceMs = 20_000;

let oidc: OidcServer;
let cluster: RunningCluster;

beforeAll(async () => {
  oidc = await OidcServer.listen();
  cluster = await RunningCluster.start([], {
    FLOTILLA_WORKER_EGRESS_ALLOW: oidc.place,
    // As if they were machines of their own: the way to the process goes through its worker.
    FLOTILLA_GATEWAY_MACHINE: "one",
    FLOTILLA_WORKER_MACHINE: "two",
  });
  const url = cluster.ready.gateways[0]?.url ?? "";
  const command = (...args: readonly string[]) => cluster.command(...args);
  await oidc.serve([await deployLoginApp({ url, command }, oidc, "login")]);
}, 240_000);

afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  await oidc[Symbol.asyncDispose]();
});

const resultOf = (client: WireClient) =>
  String(client.find({ c: "Text", key: "result" }).value ?? "");

async function stateOf(client: WireClient): Promise<string> {
  client.messages.length = 0;
  client.event({ c: "Button", content: "Sign in" }, "click");
  const call = await until(
    "a call of the client",
    () => client.messages.find(({ action }) => action === Action.invoke)?.body,
    patienceMs,
  );
  const { args } = call as InvokeRequest;
  return new URL(String(args?.url)).searchParams.get("state") ?? "";
}

test("an answer comes in at any gateway, counts once for all of them, and reaches its session", async () => {
  await using client = await WireClient.open(cluster.socketUrl("login", 0), { quietMs: 50 });
  const callback = (gateway: number, query: string): string =>
    `${cluster.ready.gateways[gateway]?.url}/local/login/oauth_callback?${query}`;
  const refused = `state=${await stateOf(client)}&error=access_denied`;
  expect((await fetch(callback(1, refused))).status).toBe(200);
  await until("the handler", () => resultOf(client) === "refused: access_denied", patienceMs);
  for (const gateway of [0, 1]) {
    const again = await fetch(callback(gateway, refused));
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([
      400,
      "LOGIN_UNKNOWN",
    ]);
  }
  const wrong = `state=${await stateOf(client)}&code=wrong&iss=${encodeURIComponent(oidc.issuer)}`;
  const answers = await Promise.all([0, 1, 0, 1].map((gateway) => fetch(callback(gateway, wrong))));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
  await until(
    "the provider",
    () => resultOf(client).startsWith("refused: invalid_grant"),
    patienceMs,
  );
}, 180_000);
