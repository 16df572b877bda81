import { Action, type InvokeRequest } from "@flotilla/protocol";
import { expect } from "@jest/globals";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";
import { LoginScene, patienceMs } from "./login-scene.ts";

const scene = new LoginScene();

/** A client without cookies, as Flet's own ones are. */
async function openNative(page: Record<string, unknown> = {}): Promise<WireClient> {
  return await WireClient.open(scene.host.socketUrl("local", "login"), { quietMs: 50, page });
}

/** Presses a button and returns what the client was asked to do with the provider's address. */
async function askedFor(client: WireClient, button: string): Promise<InvokeRequest> {
  client.event({ c: "Button", content: button }, "click");
  return await until(
    "a call of the client",
    () =>
      client.messages.find(({ action }) => action === Action.invoke)?.body as
        | InvokeRequest
        | undefined,
    patienceMs,
  );
}

const resultOf = (client: WireClient) =>
  String(client.find({ c: "Text", key: "result" }).value ?? "");

scene.test(
  "a client of the wire is asked to open a window, as recorded; its answer comes from its own address",
  async () => {
    await using client = await openNative();
    const { name, args } = await askedFor(client, "Sign in");
    expect([name, args]).toEqual([
      "open_window",
      { url: expect.any(String), title: "flet_oauth_signin", width: null, height: null },
    ]);
    const { origin, pathname, searchParams } = new URL(String(args?.url));
    expect(origin + pathname).toBe(`${scene.oidc.issuer}/auth`);
    const state = searchParams.get("state") ?? "";
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: "code",
      client_id: "login",
      redirect_uri: `${scene.host.ready.url}/local/login/oauth_callback`,
      scope: "openid profile email",
      state,
      code_challenge: expect.any(String),
      code_challenge_method: "S256",
    });
    const query = `state=${state}&error=access_denied&error_description=no`;
    const answer = await fetch(`${scene.host.ready.url}/local/login/oauth_callback?${query}`);
    expect(answer.status).toBe(200);
    await until("the handler", () => resultOf(client) === "refused: access_denied", patienceMs);
  },
);

scene.test(
  "a native client opens the provider's page by itself and comes to the front again",
  async () => {
    await using client = await openNative({ web: false });
    const { name, args } = await askedFor(client, "Sign in");
    expect(name).toBe("launch_url");
    const state = new URL(String(args?.url)).searchParams.get("state");
    await fetch(`${scene.host.ready.url}/local/login/oauth_callback?state=${state}&code=wrong`);
    await until("the handler", () => resultOf(client).startsWith("refused: "), patienceMs);
    const calls = client.messages.filter(({ action }) => action === Action.invoke);
    expect(calls.map(({ body }) => (body as InvokeRequest).name)).toEqual([
      "launch_url",
      "to_front",
    ]);
  },
);

scene.test("a client cannot say itself that its user has signed in or out", async () => {
  await using client = await openNative();
  for (const name of ["login", "logout", "connect", "close"]) {
    client.event({ c: "Page" }, name, { error: "", error_description: "" });
  }
  client.event({ c: "Button", content: "Count" }, "click");
  await until(
    "the count",
    () => client.find({ c: "Text", key: "count" }).value === "1",
    patienceMs,
  );
  expect(resultOf(client)).toBe("");
});
