import { afterEach, expect } from "@jest/globals";
import { ClientHarness, type HarnessOptions } from "./client-harness.ts";

/** Pages that the tests of a file open, each its own; they are closed after each test, in which they had no complaints. */
export class OpenedHarnesses {
  /** How long a test may take that opens some. */
  readonly deadlineMs = 60_000;
  readonly #opened: ClientHarness[] = [];

  readonly #defaults: HarnessOptions;

  constructor(defaults: HarnessOptions = { counting: true }) {
    this.#defaults = defaults;
    afterEach(async () => {
      for (const harness of this.#opened.splice(0)) {
        expect(harness.complaints).toEqual([]);
        await harness[Symbol.asyncDispose]();
      }
    }, this.deadlineMs);
  }

  readonly open = async (options: HarnessOptions = {}): Promise<ClientHarness> => {
    const harness = await ClientHarness.open({ ...this.#defaults, ...options });
    harness.page.setDefaultTimeout(20_000);
    this.#opened.push(harness);
    return harness;
  };
}
