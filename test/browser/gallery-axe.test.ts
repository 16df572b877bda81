import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { axeFindings } from "../support/axe-findings.ts";
import type { Visitor } from "../support/browser.ts";
import { BrowserScene } from "../support/browser-scene.ts";
import { until } from "../support/until.ts";

const deadlineMs = 20_000;
const scene = new BrowserScene(["--no-samples"]);

/** A chapter, and the last text that it draws. */
const chapters = {
  texts: "Lines",
  buttons: "Press the other mouse button here",
  inputs: "Dragged",
  lists: "Tap me",
  bars: "About fleet",
  layout: "Pressed",
  effects: "Drawn",
  cupertino: "Leave",
  overlays: "End drawer",
};

/** A button of the chapter of overlays, and a text of what it shows. */
const overlays = {
  Dialog: "Yes or no?",
  Sheet: "A sheet",
  "Snack bar": "Saved",
  Banner: "No connection",
  Date: "OK",
  "Date range": "Save",
  Time: "OK",
  "Cupertino sheet": "A sheet",
  "Cupertino dialog": "Yes or no?",
  Drawer: "Crew",
};

beforeAll(() => scene.deploySample("gallery"), 60_000);

// What is shown on demand costs a visit each: both themes and both directions, not each with each.
describe.each([
  ["light", "ltr", Object.entries(overlays)],
  ["dark", "ltr", []],
  ["light", "rtl", []],
  ["dark", "rtl", Object.entries(overlays)],
] as const)("%s, %s", (colorScheme, direction, shown) => {
  let chapter: Visitor;

  /** The gallery in this theme and direction. */
  async function open(): Promise<Visitor> {
    const visitor = await scene.visit(`/local/gallery/overlays`, {
      colorScheme,
      bypassCSP: true, // axe is put into the page
      reducedMotion: "reduce",
      viewport: { width: 1_280, height: 1_400 },
    });
    const { page } = visitor;
    page.setDefaultTimeout(deadlineMs);
    const turn = page.getByRole("button", { name: "Left to right or right to left", exact: true });
    await page.locator("#flotilla-snapshot").waitFor({ state: "detached" });
    await turn.waitFor();
    if (direction === "rtl") await turn.click();
    await page.locator(`html[dir=${direction}]`).waitFor({ state: "attached" });
    return visitor;
  }

  beforeAll(async () => {
    chapter = await open();
  }, 90_000);

  afterAll(async () => {
    await chapter[Symbol.asyncDispose]();
  });

  test.each(Object.entries(chapters))(
    "the chapter %s is drawn and axe finds nothing serious",
    async (name, last) => {
      const { page, problems } = chapter;
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByText(last, { exact: true }).first().waitFor();
      await until("no chunk is on its way", async () => {
        return (await page.locator("[aria-busy=true]").count()) === 0;
      });
      expect(await page.getByText(/^Unknown control/).count()).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      expect(problems).toEqual([]);
    },
    90_000,
  );

  if (shown.length === 0) return;
  test.each(shown)(
    "%s is shown and axe finds nothing serious",
    async (name, text) => {
      await using visitor = await open();
      const { page, problems } = visitor;
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByText(text, { exact: true }).first().waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(problems).toEqual([]);
    },
    90_000,
  );
});
