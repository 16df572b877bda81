import { afterAll, afterEach, expect } from "@jest/globals";
import type { Browser } from "playwright-core";
import { ClientHarness } from "./client-harness.ts";
import { launchHarnessBrowser } from "./harness-browser.ts";
import type { HarnessOptions } from "./harness-options.ts";

/** Pages that the tests of a file open in one browser, each its own; they are closed after each test, in which they had no complaints. */
export class OpenedHarnesses {
  /** How long a test may take that opens some. */
  readonly deadlineMs = 60_000;
  readonly #opened: ClientHarness[] = [];
  readonly #defaults: HarnessOptions;
  #browser: Promise<Browser> | undefined;

  /** Complaints that match `expected` belong to what the tests do. */
  constructor(defaults: HarnessOptions = { counting: true }, expected?: RegExp) {
    this.#defaults = defaults;
    afterEach(async () => {
      const opened = this.#opened.splice(0);
      for (const harness of opened) await harness[Symbol.asyncDispose]();
      const complaints = opened.flatMap((harness) => harness.complaints);
      expect(complaints.filter((text) => !expected?.test(text))).toEqual([]);
    }, this.deadlineMs);
    afterAll(async () => {
      await (await this.#browser)?.close();
    }, this.deadlineMs);
  }

  readonly open = async (options: HarnessOptions = {}): Promise<ClientHarness> => {
    this.#browser ??= launchHarnessBrowser(this.#defaults);
    const browser = await this.#browser;
    const harness = await ClientHarness.open({ browser, ...this.#defaults, ...options });
    harness.page.setDefaultTimeout(20_000);
    this.#opened.push(harness);
    return harness;
  };
}
