import { readFile } from "node:fs/promises";
import process from "node:process";
import { Action, type InvokeRequest } from "@flotilla/protocol";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { descendantsOf } from "../support/process-tree.ts";
import { ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";
import { deployLoginApp } from "./login-app.ts";
import { OidcServer } from "./oidc-server.ts";

const patienceMs = 20_000;

let oidc: OidcServer;
let host: ServedHost;
let browser: Browser;

beforeAll(async () => {
  oidc = await OidcServer.listen();
  const env = { FLOTILLA_WORKER_EGRESS_ALLOW: oidc.place };
  [host, browser] = await Promise.all([ServedHost.start(["--no-samples"], env), launchBrowser()]);
  const apps = {
    url: host.ready.url,
    command: (...args: readonly string[]) => host.command(...args),
  };
  await oidc.serve([
    await deployLoginApp(apps, oidc, "login"),
    await deployLoginApp(apps, oidc, "brief", { tokenSeconds: 8 }),
    await deployLoginApp(apps, oidc, "closed", { settings: { egress: [] } }),
  ]);
}, 240_000);

afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
  await oidc[Symbol.asyncDispose]();
});

/** A person with an app in a browser of their own. */
class Person implements AsyncDisposable {
  readonly context: BrowserContext;
  readonly page: Page;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  static async open(app = "login", route = ""): Promise<Person> {
    const context = await browser.newContext();
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    await page.goto(`${host.ready.url}/local/${app}/${route}`);
    return new Person(context, page);
  }

  async press(name: string, page = this.page): Promise<void> {
    await page.getByRole("button", { name, exact: true }).click();
  }

  /** Waits until a text of the app, found by its key, is this. */
  async sees(key: string, text: string | RegExp, page = this.page): Promise<void> {
    const shown = page.locator(`[data-key="${key}"]`).filter({ hasText: text });
    await shown.waitFor();
  }

  /** Presses a button that opens the provider's window. */
  async opens(button: string): Promise<Page> {
    const [popup] = await Promise.all([this.page.waitForEvent("popup"), this.press(button)]);
    return popup;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
  }
}

/** Fills in the provider's forms. */
async function signIn(page: Page, name: string): Promise<void> {
  await page.locator("input[name=login]").fill(name);
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
}

const secretOf = async ({ context }: Person): Promise<string | undefined> =>
  (await context.cookies()).find(({ name }) => name.startsWith("flotilla_local_"))?.value;

const wide = 180_000;

test(
  "a person signs in in a window that closes itself; a reload keeps who it is, a logout forgets",
  async () => {
    await using person = await Person.open();
    await person.press("Count");
    const before = await secretOf(person);
    const popup = await person.opens("Sign in");
    const closed = popup.waitForEvent("close");
    await signIn(popup, "ada");
    await person.sees("user", "ada Person ada ada@example.test");
    await person.sees("result", "signed in");
    await closed;
    expect(await secretOf(person)).not.toBe(before);
    await person.page.reload();
    await person.sees("user", "ada Person ada ada@example.test");
    await person.sees("count", "1");
    await person.press("Sign out");
    await person.sees("result", "signed out");
    await person.sees("user", "nobody");
  },
  wide,
);

test(
  "a sign-in in the window of the app comes back to its route and its session",
  async () => {
    await using person = await Person.open("login", "settings?tab=2");
    await person.press("Count");
    await person.press("Sign in here");
    await signIn(person.page, "ben");
    await person.sees("user", "ben Person ben ben@example.test");
    await person.sees("result", "signed in");
    await person.sees("count", "1");
    expect(person.page.url()).toBe(`${host.ready.url}/local/login/settings?tab=2`);
  },
  wide,
);

test(
  "where no window may be opened, the sign-in takes that of the app",
  async () => {
    await using person = await Person.open();
    await person.page.evaluate(
      "{ const open = window.open; window.open = (url, name, how) => how.startsWith('popup') ? null : open.call(window, url, name, how); }",
    );
    await person.press("Sign in");
    await signIn(person.page, "cleo");
    await person.sees("user", "cleo Person cleo cleo@example.test");
    expect(person.page.url()).toBe(`${host.ready.url}/local/login/`);
  },
  wide,
);

test(
  "who refuses at the provider is not signed in, and the app hears why",
  async () => {
    await using person = await Person.open();
    const before = await secretOf(person);
    const popup = await person.opens("Sign in");
    const closed = popup.waitForEvent("close");
    await popup.getByText("Cancel").click();
    await person.sees("result", "refused: access_denied");
    await person.sees("user", "nobody");
    await closed;
    expect(await secretOf(person)).toBe(before);
  },
  wide,
);

test.each([
  ["Sign in wrongly", "refused: invalid_client"],
  ["Sign in nowhere", "refused: fetch failed: https://10.1.2.3 may not be reached"],
  ["Sign in to another", "refused: invalid_issuer"],
])(
  "%s: %s",
  async (button, result) => {
    await using person = await Person.open();
    await signIn(await person.opens(button), "dora");
    await person.sees("result", result);
    await person.sees("user", "nobody");
  },
  wide,
);

test(
  "an app whose settings name no hosts reaches none",
  async () => {
    await using person = await Person.open("closed");
    await signIn(await person.opens("Sign in"), "eve");
    await person.sees("result", /refused: .*"egress" setting/);
  },
  wide,
);

test(
  "an app's own page closes its window, too",
  async () => {
    await using person = await Person.open();
    const popup = await person.opens("Sign in with own page");
    const closed = popup.waitForEvent("close");
    await signIn(popup, "fay");
    await person.sees("user", /^fay /);
    await closed;
  },
  wide,
);

test(
  "a saved token signs in without the provider's page, an expired one is refreshed",
  async () => {
    await using person = await Person.open();
    await signIn(await person.opens("Sign in"), "gus");
    await person.sees("user", /^gus /);
    await person.press("Token");
    await person.sees("token", "token 1");
    await person.press("Save");
    for (const [button, token] of [
      ["Sign in again", "token 1"],
      ["Sign in again late", "token 2"],
    ] as const) {
      await person.press("Sign out");
      await person.sees("user", "nobody");
      await person.press(button);
      await person.sees("user", /^gus /);
      await person.press("Token");
      await person.sees("token", token);
    }
    expect(person.context.pages()).toHaveLength(1);
  },
  wide,
);

test(
  "a token that has been taken back is of no use any more",
  async () => {
    await using person = await Person.open();
    await signIn(await person.opens("Sign in"), "hal");
    await person.sees("user", /^hal /);
    await person.press("Save");
    await person.press("Revoke");
    await person.sees("token", "revoked");
    await person.press("Sign out");
    await person.sees("user", "nobody");
    await person.press("Sign in again late");
    await person.page
      .getByText(/invalid_grant/)
      .first()
      .waitFor();
    await person.sees("user", "nobody");
  },
  wide,
);

test(
  "a token that expires while it is used is refreshed when it is asked for",
  async () => {
    await using person = await Person.open("brief");
    await signIn(await person.opens("Sign in"), "ida");
    await person.sees("user", /^ida /);
    await until(
      "another token",
      async () => {
        await person.press("Token");
        const shown = person.page.locator('[data-key="token"]').filter({ hasText: "token 2" });
        return (await shown.count()) === 1;
      },
      3 * patienceMs,
    );
  },
  wide,
);

test(
  "an answer in another browser signs nobody in, and takes nothing from who began; a second answer is too much",
  async () => {
    await using person = await Person.open();
    await person.press("Sign in by address");
    await person.sees("token", /^http/);
    const address = (await person.page.locator('[data-key="token"]').textContent()) ?? "";

    await using other = await Person.open();
    await other.page.goto(address);
    await signIn(other.page, "mallory");
    await other.page.getByRole("heading", { name: "another browser" }).waitFor();
    await other.page.getByRole("link", { name: "Back to the app" }).click();
    await other.sees("user", "nobody");
    await person.sees("user", "nobody");

    const tab = await person.context.newPage();
    await tab.goto(address);
    await signIn(tab, "judy");
    await person.sees("user", /^judy /);
    await tab.getByRole("heading", { name: "You are signed in" }).waitFor();
    await tab.reload();
    await tab.getByRole("heading", { name: "Nobody waits for this sign-in" }).waitFor();
    await person.sees("user", /^judy /);
  },
  wide,
);

/** A client without cookies, as Flet's own ones are. */
async function openNative(page: Record<string, unknown> = {}): Promise<WireClient> {
  return await WireClient.open(host.socketUrl("local", "login"), { quietMs: 50, page });
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

test(
  "a client of the wire is asked to open a window, as recorded; its answer comes from its own address",
  async () => {
    await using client = await openNative();
    const { name, args } = await askedFor(client, "Sign in");
    expect([name, args]).toEqual([
      "open_window",
      { url: expect.any(String), title: "flet_oauth_signin", width: null, height: null },
    ]);
    const { origin, pathname, searchParams } = new URL(String(args?.url));
    expect(origin + pathname).toBe(`${oidc.issuer}/auth`);
    const state = searchParams.get("state") ?? "";
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: "code",
      client_id: "login",
      redirect_uri: `${host.ready.url}/local/login/oauth_callback`,
      scope: "openid profile email",
      state,
      code_challenge: expect.any(String),
      code_challenge_method: "S256",
    });
    const query = `state=${state}&error=access_denied&error_description=no`;
    const answer = await fetch(`${host.ready.url}/local/login/oauth_callback?${query}`);
    expect(answer.status).toBe(200);
    await until("the handler", () => resultOf(client) === "refused: access_denied", patienceMs);
  },
  wide,
);

test(
  "a native client opens the provider's page by itself and comes to the front again",
  async () => {
    await using client = await openNative({ web: false });
    const { name, args } = await askedFor(client, "Sign in");
    expect(name).toBe("launch_url");
    const state = new URL(String(args?.url)).searchParams.get("state");
    await fetch(`${host.ready.url}/local/login/oauth_callback?state=${state}&code=wrong`);
    await until("the handler", () => resultOf(client).startsWith("refused: "), patienceMs);
    const calls = client.messages.filter(({ action }) => action === Action.invoke);
    expect(calls.map(({ body }) => (body as InvokeRequest).name)).toEqual([
      "launch_url",
      "to_front",
    ]);
  },
  wide,
);

test(
  "a client cannot say itself that its user has signed in or out",
  async () => {
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
  },
  wide,
);

/** Kills every app process, as a failing machine would. */
async function killApps(): Promise<void> {
  for (const pid of await descendantsOf(host.child.pid ?? 0)) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    const isLeaf = (await descendantsOf(pid)).length === 0;
    if (isLeaf && line.includes("main.mjs")) process.kill(pid, "SIGKILL");
  }
}

test(
  "a sign-in whose process has ended meanwhile is told as lost, and can be begun again",
  async () => {
    await using person = await Person.open();
    await person.press("Sign in by address");
    await person.sees("token", /^http/);
    const address = (await person.page.locator('[data-key="token"]').textContent()) ?? "";
    await killApps();
    await person.page
      .locator('[data-key="token"]')
      .filter({ hasNotText: "http" })
      .waitFor({ state: "attached" });
    const tab = await person.context.newPage();
    await tab.goto(address);
    await signIn(tab, "kim");
    await person.sees("result", "refused: login_lost");
    await person.sees("user", "nobody");
    await tab.close();
    await person.press("Sign in"); // the provider remembers who it is and asks nothing
    await person.sees("user", /^kim /);
  },
  wide,
);
