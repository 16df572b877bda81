import { expect, test } from "@jest/globals";
import type { Authorization, AuthorizationOptions } from "./authorization.ts";
import { type BegunLogin, LoginFlow, type LoginHost } from "./login-flow.ts";
import { OAuthProvider } from "./oauth-provider.ts";
import { OAuthToken } from "./oauth-token.ts";
import { RecordedWeb } from "./testing/recorded-web.ts";

const provider = OAuthProvider({
  clientId: "client",
  authorizationEndpoint: "https://id.test/authorize",
  tokenEndpoint: "https://id.test/token",
});
const token = { "https://id.test/token": { body: { access_token: "a" } } };

/** A page that notes down what is asked of it. */
class NotingHost implements LoginHost {
  web = true;
  route = "/here?x=1";
  address = "https://own.test/t/a";
  isAttached = true;
  canOpenWindows = true;
  readonly kept: BegunLogin[] = [];
  readonly done: string[] = [];
  readonly told: unknown[] = [];

  async keep(login: BegunLogin): Promise<void> {
    this.kept.push(login);
  }
  async openWindow(url: string): Promise<boolean> {
    this.done.push(`window ${new URL(url).host}`);
    return this.canOpenWindows;
  }
  async leaveFor(url: string): Promise<void> {
    this.done.push(`leave ${new URL(url).host}`);
  }
  async launch(url: string): Promise<void> {
    this.done.push(`launch ${new URL(url).host}`);
  }
  async returnToApp(): Promise<void> {
    this.done.push("return");
    throw new Error("no window manager");
  }
  tell(event: "login" | "logout", data: unknown): void {
    this.told.push(event === "login" ? data : event);
  }

  get state(): string {
    return this.kept.at(-1)?.state ?? "";
  }
}

test("a login opens a window, waits for its answer, and only then is somebody signed in", async () => {
  using web = new RecordedWeb(token);
  const host = new NotingHost();
  const flow = new LoginFlow(host);
  const authorization = await flow.login(provider, {});
  expect(host.kept).toEqual([{ state: expect.stringMatching(/^[\w-]{43}$/) }]);
  expect(host.done).toEqual(["window id.test"]);
  expect(flow.auth).toBeNull();
  await flow.answer({ state: host.state, code: "code" });
  expect(flow.auth).toBe(authorization);
  expect(flow.auth?.token?.accessToken).toBe("a");
  expect(host.told).toEqual([{ error: null, error_description: null }]);
  expect(web.sent[0]?.form.redirect_uri).toBe("https://own.test/t/a/oauth_callback");
});

test("the app's window is left instead if the browser opens none, with a state of its own", async () => {
  const host = new NotingHost();
  host.canOpenWindows = false;
  await new LoginFlow(host).login(provider, { completePageHtml: "<p>Hi" });
  expect(host.done).toEqual(["window id.test", "leave id.test"]);
  const [first, second] = host.kept;
  expect(first).toEqual({ state: expect.any(String), completePageHtml: "<p>Hi" });
  expect(second).toMatchObject({ completeRoute: "/here?x=1" });
  expect(second?.state).not.toBe(first?.state);
});

test("redirectToPage leaves the window and comes back to the route; own openers and native clients do it their way", async () => {
  const host = new NotingHost();
  const flow = new LoginFlow(host);
  await flow.login(provider, { redirectToPage: true });
  expect([host.done, host.kept[0]?.completeRoute]).toEqual([["leave id.test"], "/here?x=1"]);
  const opened: string[] = [];
  await flow.login(provider, { onOpenAuthorizationUrl: async (url) => opened.push(url) });
  expect(opened).toEqual([expect.stringContaining(`state=${host.state}`)]);
  expect(host.done).toHaveLength(1);
  using _web = new RecordedWeb(token);
  host.web = false;
  await flow.login(provider, {});
  await flow.answer({ state: host.state, code: "code" });
  expect(host.done.slice(1)).toEqual(["launch id.test", "return"]);
  expect(flow.auth).not.toBeNull();
});

test.each([
  [{ error: "access_denied", errorDescription: "no" }, "access_denied", "no"],
  [{ error: "access_denied" }, "access_denied", null],
  [{}, "invalid_response: the answer holds no code", ""],
  [{ code: "" }, "invalid_response: the answer holds no code", ""],
])(
  "the answer %j is told as an error, and who was signed in before still is",
  async (answer, error, description) => {
    using _web = new RecordedWeb(token);
    const host = new NotingHost();
    const flow = new LoginFlow(host);
    const before = await flow.login(provider, {
      savedToken: new OAuthToken({ accessToken: "b" }).toJson(),
    });
    expect(host.told.splice(0)).toEqual([{ error: "", error_description: "" }]);
    await flow.login(provider, {});
    await flow.answer({ state: host.state, ...answer });
    expect(host.told).toEqual([{ error, error_description: description }]);
    expect(flow.auth).toBe(before);
  },
);

test("a token endpoint that refuses is told with its words", async () => {
  using _web = new RecordedWeb({
    "https://id.test/token": {
      status: 400,
      body: { error: "invalid_grant", error_description: "late" },
    },
  });
  const host = new NotingHost();
  const flow = new LoginFlow(host);
  await flow.login(provider, {});
  await flow.answer({ state: host.state, code: "code" });
  expect(host.told).toEqual([{ error: "invalid_grant: late", error_description: "" }]);
  expect(flow.auth).toBeNull();
});

test("an answer counts once, for its own login; one that nobody here has begun says so", async () => {
  using web = new RecordedWeb(token);
  const host = new NotingHost();
  const flow = new LoginFlow(host);
  const first = await flow.login(provider, {});
  const firstState = host.state;
  await flow.login(provider, {});
  await flow.answer({ state: firstState, code: "code" });
  expect(flow.auth).toBe(first);
  for (const state of [firstState, "never"]) {
    await flow.answer({ state, code: "code" });
    expect(host.told.at(-1)).toMatchObject({ error: "login_lost" });
  }
  expect(web.sent).toHaveLength(1);
});

test.each([
  ["https://id.test", null],
  ["https://evil.test", "invalid_issuer: expected the answer of https://id.test"],
  [undefined, "invalid_issuer: expected the answer of https://id.test"],
])("of a provider that names itself, an answer of %s ends in %s", async (issuer, error) => {
  using web = new RecordedWeb(token);
  const host = new NotingHost();
  const flow = new LoginFlow(host);
  const { clientId, authorizationEndpoint, tokenEndpoint } = provider;
  const named = OAuthProvider({
    clientId,
    authorizationEndpoint,
    tokenEndpoint,
    issuer: "https://id.test",
  });
  await flow.login(named, {});
  await flow.answer({ state: host.state, code: "code", ...(issuer !== undefined && { issuer }) });
  expect(host.told).toEqual([expect.objectContaining({ error })]);
  expect(web.sent).toHaveLength(error === null ? 1 : 0);
});

test("while no client is there the handler waits for one", async () => {
  using _web = new RecordedWeb(token);
  const host = new NotingHost();
  const flow = new LoginFlow(host);
  await flow.login(provider, { redirectToPage: true });
  host.isAttached = false;
  await flow.answer({ state: host.state, code: "code" });
  expect(flow.auth).not.toBeNull();
  expect(host.told).toEqual([]);
  host.isAttached = true;
  flow.attached();
  flow.attached();
  expect(host.told).toEqual([{ error: null, error_description: null }]);
});

test("a logout forgets at once and tells after the handler that asked for it", async () => {
  const host = new NotingHost();
  const flow = new LoginFlow(host);
  await flow.login(provider, { savedToken: new OAuthToken({ accessToken: "b" }).toJson() });
  host.told.length = 0;
  flow.logout();
  expect([flow.auth, host.told]).toEqual([null, []]);
  await Promise.resolve();
  expect(host.told).toEqual(["logout"]);
});

test("another way of authorizing takes the place of OAuth's", async () => {
  class Own implements Authorization {
    readonly user = null;
    readonly token = null;
    readonly options: AuthorizationOptions;
    code = "";
    constructor(_provider: OAuthProvider, options: AuthorizationOptions) {
      this.options = options;
    }
    async getToken(): Promise<null> {
      return null;
    }
    async getAuthorizationData() {
      return { url: "https://own.test/in", state: "own-state-of-22-letters" };
    }
    async requestToken(code: string): Promise<void> {
      this.code = code;
    }
    async dehydrateToken(): Promise<void> {}
  }
  const host = new NotingHost();
  const flow = new LoginFlow(host);
  const own = await flow.login(provider, { authorization: Own, fetchGroups: true, scope: ["s"] });
  await flow.answer({ state: "own-state-of-22-letters", code: "code" });
  expect(own.code).toBe("code");
  expect(own.options).toMatchObject({ fetchUser: true, fetchGroups: true, scope: ["s"] });
  expect(flow.auth).toBe(own);
});

test("of many sign-ins that nobody ends the last ones count", async () => {
  using _web = new RecordedWeb(token);
  const host = new NotingHost();
  const flow = new LoginFlow(host);
  for (let i = 0; i < 20; i++) await flow.login(provider, {});
  await flow.answer({ state: host.kept[0]?.state ?? "", code: "code" });
  expect(host.told.at(-1)).toMatchObject({ error: "login_lost" });
  await flow.answer({ state: host.kept[4]?.state ?? "", code: "code" });
  expect(host.told.at(-1)).toMatchObject({ error: null });
});
