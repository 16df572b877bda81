import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { ClientHarness } from "./client-harness.ts";
import type { HarnessOptions } from "./harness-options.ts";
import { until } from "./until.ts";

const deadlineMs = 20_000;

/** One page of the client that all tests of a file draw on, each what it needs. */
export class SharedPage {
  #harness: ClientHarness | undefined;

  /** Opens the page before the first test of the calling file and closes it after the last. */
  constructor(options: HarnessOptions = {}) {
    beforeAll(async () => {
      this.#harness = await ClientHarness.open(options);
      this.#harness.page.setDefaultTimeout(deadlineMs);
      await this.#harness.settle();
      this.#forget();
    }, 90_000);
    afterAll(async () => {
      await this.#harness?.[Symbol.asyncDispose]();
    });
    afterEach(() => {
      expect(this.harness.complaints).toEqual([]); // errors of the page, violations of its security policy
      this.#forget();
    });
  }

  get harness(): ClientHarness {
    if (!this.#harness) throw new Error("the page is open during tests only");
    return this.#harness;
  }

  /** A test on this page. */
  readonly drawn = (claim: string, run: () => Promise<void>): void => {
    test(claim, run, 90_000);
  };

  /** Waits until an element whose text or label begins so has the focus. */
  readonly focusOn = async (name: string): Promise<void> => {
    const names = `document.activeElement === document.body ? [] :
      [document.activeElement.textContent, document.activeElement.ariaLabel]`;
    await until(
      `the focus is on ${name}`,
      async () => {
        const found = await this.harness.page.evaluate<unknown[]>(names);
        return found.some((text) => String(text).startsWith(name));
      },
      deadlineMs,
    );
  };

  #forget(): void {
    this.harness.events.length = 0;
    this.harness.updates.length = 0;
  }
}
