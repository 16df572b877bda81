import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { PageInputs } from "./page-inputs.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The system's Chromium, headless. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: flags });
}

/** One person's tab with what went wrong in it: console errors, uncaught errors, requests to other origins. */
export class Visitor implements AsyncDisposable {
  readonly page: Page;
  readonly inputs: PageInputs;
  readonly problems: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    this.inputs = new PageInputs(page);
  }

  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext(options);
    const visitor = new Visitor(await context.newPage());
    visitor.#watch(new URL(url).host);
    await visitor.page.goto(url);
    return visitor;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }

  #watch(host: string): void {
    this.page.on("console", (message) => {
      if (message.type() === "error") this.problems.push(message.text());
    });
    this.page.on("pageerror", (error) => this.problems.push(String(error)));
    this.page.on("request", (request) => {
      const url = new URL(request.url());
      if (/^(http|ws)/.test(url.protocol) && url.host !== host) {
        this.problems.push(`request to ${url.host}`);
      }
    });
  }
}
