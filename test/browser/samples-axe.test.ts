import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { axeFindings } from "../support/axe-findings.ts";
import { launchBrowser, Visitor } from "../support/browser.ts";
import { ServedHost } from "../support/served-host.ts";

const samples = readdirSync(new URL("../../apps/", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "gallery") // which has a suite of its own
  .map(({ name }) => name);
/** Text that goes the other way, as the samples themselves do not ask for it. */
const turnRound = `for (const element of document.querySelectorAll("[dir]")) element.dir = "rtl"`;
let host: ServedHost;
let browser: Browser;

beforeAll(async () => {
  [host, browser] = await Promise.all([ServedHost.start(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
});

test.each(samples)(
  "axe finds nothing serious in the sample %s, light and dark, in both directions",
  async (name) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await using visitor = await Visitor.open(browser, `${host.ready.url}/samples/${name}/`, {
        colorScheme,
        bypassCSP: true, // axe is put into the page
        reducedMotion: "reduce",
      });
      visitor.page.setDefaultTimeout(20_000);
      await visitor.page.locator("#flotilla-snapshot").waitFor({ state: "detached" });
      await visitor.page.locator("[data-id]").first().waitFor();
      expect(await axeFindings(visitor.page)).toEqual([]);
      await visitor.page.evaluate(turnRound);
      expect(await axeFindings(visitor.page)).toEqual([]);
    }
  },
  120_000,
);
