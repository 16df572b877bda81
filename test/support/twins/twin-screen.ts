import type { Page } from "playwright-core";
import type { Visitor } from "../browser.ts";
import { until } from "../until.ts";
import { type Control, plainText, textsOf } from "./twin-tree.ts";

const deadlineMs = 20_000;
const quietMs = 300;

/** The pages of a twin's sessions, compared with what was recorded. */
export class TwinScreen {
  readonly #visitors: readonly Visitor[];
  /** Texts that these pages lack, because something was left out or is another device. */
  readonly #forgiven = new Set<string>();

  constructor(visitors: readonly Visitor[]) {
    this.#visitors = visitors;
  }

  /** Waits until what was done is handled and the pages show every text that they had when they were recorded. */
  async shows(trees: readonly unknown[] | undefined): Promise<void> {
    await Promise.all(this.#visitors.map(({ inputs }) => inputs.settle()));
    for (const [at, { page }] of this.#visitors.entries()) {
      const wanted = this.#wanted(trees?.[at]);
      let lacking = wanted;
      let shown = "";
      await until(
        `the texts ${JSON.stringify(wanted)}`,
        async () => {
          shown = await textOf(page);
          lacking = wanted.filter((text) => !shown.includes(text));
          return lacking.length === 0 || page.url() === "about:blank";
        },
        deadlineMs,
      ).catch((error: unknown) => {
        throw new Error(`not shown: ${JSON.stringify(lacking)} but ${shown}`, { cause: error });
      });
    }
  }

  /** Expects no more what the pages lack once they are quiet. */
  async forgive(trees: readonly unknown[] | undefined): Promise<void> {
    for (const [at, { page }] of this.#visitors.entries()) {
      const shown = await quiet(page);
      for (const text of this.#wanted(trees?.[at])) {
        if (!shown.includes(text)) this.#forgiven.add(text);
      }
    }
  }

  #wanted(tree: unknown): string[] {
    if (!tree) return [];
    return textsOf(tree as Control).filter((text) => !this.#forgiven.has(text));
  }
}

/** All that stands on a page, also under what covers it. */
async function textOf(page: Page): Promise<string> {
  const app = page.locator("#flotilla");
  if ((await app.count()) === 0) return "";
  return plainText(await app.evaluate((root) => root.textContent ?? ""));
}

/** What stands on a page when it has not changed for a while. */
async function quiet(page: Page): Promise<string> {
  let text = await textOf(page);
  let since = performance.now();
  await until(
    "nothing more happens",
    async () => {
      const now = await textOf(page);
      if (now !== text) {
        text = now;
        since = performance.now();
      }
      return performance.now() - since > quietMs;
    },
    deadlineMs,
  );
  return text;
}
