import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect } from "@jest/globals";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser, Visitor } from "./browser.ts";
import { ServedHost } from "./served-host.ts";

/** A host and a browser, for all tests of a file. */
export class BrowserScene {
  readonly #deadlineMs: number;
  #open: { readonly host: ServedHost; readonly browser: Browser } | undefined;

  /** Opens both before the first test of the calling file and closes them after the last. */
  constructor(args: readonly string[] = [], deadlineMs = 20_000) {
    this.#deadlineMs = deadlineMs;
    beforeAll(async () => {
      const [host, browser] = await Promise.all([ServedHost.start(args), launchBrowser()]);
      this.#open = { host, browser };
    }, 120_000);
    afterAll(async () => {
      await this.#open?.browser.close();
      await this.#open?.host[Symbol.asyncDispose]();
    });
  }

  get host(): ServedHost {
    return this.#parts.host;
  }

  get browser(): Browser {
    return this.#parts.browser;
  }

  get #parts() {
    if (!this.#open) throw new Error("the scene is open during tests only");
    return this.#open;
  }

  /** One of the samples alone, as an app of the local team: a host takes its time for all of them. */
  readonly deploySample = async (name: string): Promise<void> => {
    const folder = fileURLToPath(new URL(`../../apps/${name}/`, import.meta.url));
    expect(await this.host.command("deploy", folder, "--app", name)).toMatchObject({ code: 0 });
  };

  /** Somebody opens a page of the host, such as `/samples/hello/`. */
  readonly visit = async (path: string, options?: BrowserContextOptions): Promise<Visitor> => {
    const visitor = await Visitor.open(this.browser, this.host.ready.url + path, options);
    visitor.page.setDefaultTimeout(this.#deadlineMs);
    return visitor;
  };

  /** Opens a sample, lets a person use it, and expects that nothing was reported in the console. */
  readonly use = async (app: string, steps: (page: Page) => Promise<void>): Promise<void> => {
    await using visitor = await this.visit(`/samples/${app}/`);
    await steps(visitor.page);
    expect(visitor.problems).toEqual([]);
  };
}

/** Waits until a text is to be seen. */
export const shows = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ state: "visible" });

/** Presses a button by its name. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();
