import { afterAll, beforeAll, expect, test } from "@jest/globals";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, Visitor } from "../support/browser.ts";
import { ServedHost } from "../support/served-host.ts";

let host: ServedHost;
let browser: Browser;

beforeAll(async () => {
  [host, browser] = await Promise.all([ServedHost.start(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
});

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds that is serious or critical, each with its element. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(`Promise.all(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
    .map((one) => one.finished.catch(() => undefined)))`);
  await page.evaluate(axe.source);
  const found = await page.evaluate<{ violations: readonly Violation[] }>(
    // Browsers let the keyboard into a scroller by themselves if nothing in it takes the focus; tested below.
    `axe.run(document, { resultTypes: ["violations"], rules: { "scrollable-region-focusable": { enabled: false } } })`,
  );
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

async function open(chapter: string, colorScheme: "light" | "dark"): Promise<Visitor> {
  const url = `${host.ready.url}/samples/gallery/${chapter}`;
  const visitor = await Visitor.open(browser, url, {
    colorScheme,
    bypassCSP: true, // axe is put into the page
    reducedMotion: "reduce",
    viewport: { width: 1_280, height: 1_400 },
  });
  visitor.page.setDefaultTimeout(10_000);
  await visitor.page.getByRole("button", { name: "cupertino", exact: true }).waitFor();
  await visitor.page.waitForLoadState("networkidle");
  return visitor;
}

/** A chapter, and the last text that it draws. */
const chapters = {
  texts: "Lines",
  buttons: "Press the other mouse button here",
  inputs: "Dragged",
  lists: "Tap me",
  bars: "About fleet",
  layout: "Pressed",
  effects: "Drawn",
  overlays: "End drawer",
  cupertino: "Leave",
};

for (const scheme of ["light", "dark"] as const) {
  test.each(Object.entries(chapters))(
    `${scheme}: the chapter %s is drawn and axe finds nothing serious`,
    async (chapter, last) => {
      await using visitor = await open(chapter, scheme);
      await visitor.page.getByText(last, { exact: true }).first().waitFor();
      expect(await visitor.page.getByText(/^Unknown control/).count()).toBe(0);
      expect(await findings(visitor.page)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    },
    30_000,
  );

  test.each([
    ["Dialog", "Yes or no?"],
    ["Sheet", "A sheet"],
    ["Snack bar", "Saved"],
    ["Banner", "No connection"],
    ["Date", "OK"],
    ["Date range", "Save"],
    ["Time", "OK"],
    ["Cupertino sheet", "A sheet"],
    ["Cupertino dialog", "Yes or no?"],
    ["Drawer", "Crew"],
  ])(
    `${scheme}: %s is shown and axe finds nothing serious`,
    async (name, text) => {
      await using visitor = await open("overlays", scheme);
      await visitor.page.getByRole("button", { name, exact: true }).click();
      await visitor.page.getByText(text, { exact: true }).first().waitFor();
      expect(await findings(visitor.page)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    },
    30_000,
  );
}

test("pictures and their names are there, a leading slash means the app's own folder", async () => {
  await using visitor = await open("texts", "light");
  for (const name of ["A sail", "Small sail"]) {
    const image = visitor.page.getByRole("img", { name, exact: true });
    await image.waitFor();
    const address = `${host.ready.url}/samples/gallery/logo.svg`;
    expect(await image.evaluate((one) => Reflect.get(one, "src"))).toBe(address);
    expect(await image.evaluate((one) => Reflect.get(one, "naturalWidth"))).toBeGreaterThan(0);
  }
});

test("the keyboard reaches a list without anything to press in it, and scrolls it", async () => {
  await using visitor = await open("lists", "light");
  const { page } = visitor;
  await page.getByText("Line 1", { exact: true }).waitFor();
  const isInList = `document.activeElement.matches(".fl-list") && document.activeElement.textContent.startsWith("Line 1")`;
  for (let presses = 0; presses < 60 && !(await page.evaluate(isInList)); presses++) {
    await page.keyboard.press("Tab");
  }
  expect(await page.evaluate(isInList)).toBe(true);
  await page.keyboard.press("End");
  await page.waitForFunction(`document.activeElement.scrollTop > 100`);
});

test("a grid in a box that is too small for it scrolls, its cells keep their form", async () => {
  await using visitor = await open("lists", "light");
  await visitor.page.locator(".fl-grid > .fl-cell").first().waitFor();
  const cells = await visitor.page.evaluate<readonly number[][]>(
    `[...document.querySelectorAll(".fl-grid > .fl-cell")].map((cell) => cell.getBoundingClientRect()).map(({ top, bottom, width, height }) => [top, bottom, width, height])`,
  );
  for (const [, , width = 0, height = 0] of cells) expect(height).toBeCloseTo(width, 0);
  expect(cells[4]?.[0]).toBeGreaterThanOrEqual(cells[0]?.[1] ?? Infinity);
});
