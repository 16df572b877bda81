import { readFile } from "node:fs/promises";
import process from "node:process";
import { afterAll, beforeAll, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../support/browser.ts";
import { descendantsOf } from "../support/process-tree.ts";
import { ServedHost } from "../support/served-host.ts";
import { deployLoginApp } from "./login-app.ts";
import { OidcServer } from "./oidc-server.ts";

export const patienceMs = 20_000;

interface Parts {
  readonly oidc: OidcServer;
  readonly host: ServedHost;
  readonly browser: Browser;
}

/** A provider, a host with apps that are registered there, and a browser: for all tests of a file. */
export class LoginScene {
  #parts: Parts | undefined;

  /** Opens all of it before the first test of the calling file and closes it after the last. */
  constructor() {
    beforeAll(async () => {
      const oidc = await OidcServer.listen();
      const env = { FLOTILLA_WORKER_EGRESS_ALLOW: oidc.place };
      const [host, browser] = await Promise.all([
        ServedHost.start(["--no-samples"], env),
        launchBrowser(),
      ]);
      this.#parts = { oidc, host, browser };
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
      await this.#parts?.browser.close();
      await this.#parts?.host[Symbol.asyncDispose]();
      await this.#parts?.oidc[Symbol.asyncDispose]();
    });
  }

  get oidc(): OidcServer {
    return this.#open.oidc;
  }

  get host(): ServedHost {
    return this.#open.host;
  }

  /** A test that has the time which a provider's pages need. */
  readonly test = (claim: string, run: () => Promise<void>): void => {
    test(claim, run, 180_000);
  };

  /** A person opens an app in a browser of their own. */
  readonly open = (app = "login", route = ""): Promise<Person> =>
    Person.open(this.#open.browser, `${this.host.ready.url}/local/${app}/${route}`);

  /** Kills every app process, as a failing machine would. */
  readonly killApps = async (): Promise<void> => {
    for (const pid of await descendantsOf(this.host.child.pid ?? 0)) {
      const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      const isLeaf = (await descendantsOf(pid)).length === 0;
      if (isLeaf && line.includes("main.mjs")) process.kill(pid, "SIGKILL");
    }
  };

  get #open(): Parts {
    if (!this.#parts) throw new Error("the scene is open during tests only");
    return this.#parts;
  }
}

/** A person with an app in a browser of their own. */
export class Person implements AsyncDisposable {
  readonly context: BrowserContext;
  readonly page: Page;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  static async open(browser: Browser, url: string): Promise<Person> {
    const context = await browser.newContext();
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    await page.goto(url);
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

  /** The secret that the browser has for its sessions. */
  async secret(): Promise<string | undefined> {
    const cookies = await this.context.cookies();
    return cookies.find(({ name }) => name.startsWith("flotilla_local_"))?.value;
  }

  /** The address of the provider's page, which the app shows. */
  async address(button = "Sign in by address"): Promise<string> {
    await this.press(button);
    await this.sees("token", /^http/);
    return (await this.page.locator('[data-key="token"]').textContent()) ?? "";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
  }
}

/** Fills in the provider's forms. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.locator("input[name=login]").fill(name);
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
}
