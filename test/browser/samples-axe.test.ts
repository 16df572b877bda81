import { readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { axeFindings } from "../support/axe-findings.ts";
import { BrowserScene } from "../support/browser-scene.ts";
import { until } from "../support/until.ts";

const samples = readdirSync(new URL("../../apps/", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "gallery") // which has a suite of its own
  .map(({ name }) => name);
/** Text that goes the other way, as the samples themselves do not ask for it. */
const turnRound = `for (const element of document.querySelectorAll("[dir]")) element.dir = "rtl"`;
/** What is seen only in part, as it goes over the edge of the page and nothing there can be scrolled. */
const cutOff = `[...document.querySelectorAll("main *")].filter((element) => {
  const { width, right } = element.getBoundingClientRect();
  if (width === 0 || right <= innerWidth + 1) return false;
  for (let box = element.parentElement; box; box = box.parentElement)
    if (/auto|scroll/.test(getComputedStyle(box).overflowX)) return false;
  return true;
}).map(({ textContent }) => textContent)`;
const scene = new BrowserScene();

async function isAccessible(name: string, colorScheme: "light" | "dark"): Promise<void> {
  await using visitor = await scene.visit(`/samples/${name}/`, {
    colorScheme,
    bypassCSP: true, // axe is put into the page
    reducedMotion: "reduce",
  });
  const { page } = visitor;
  await page.locator("#flotilla-snapshot").waitFor({ state: "detached" });
  await page.locator("[data-id]").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 568 });
  await until("it fits", async () => (await page.evaluate<unknown[]>(cutOff)).length === 0);
  await page.evaluate(turnRound);
  expect(await axeFindings(page)).toEqual([]);
}

test.each(samples)(
  "axe finds nothing serious in the sample %s, light and dark, in both directions, nor is it cut off on a small screen",
  async (name) => {
    await Promise.all((["light", "dark"] as const).map((theme) => isAccessible(name, theme)));
  },
  120_000,
);
