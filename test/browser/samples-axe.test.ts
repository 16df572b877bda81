import { readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { axeFindings } from "../support/axe-findings.ts";
import { BrowserScene } from "../support/browser-scene.ts";

const samples = readdirSync(new URL("../../apps/", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "gallery") // which has a suite of its own
  .map(({ name }) => name);
/** Text that goes the other way, as the samples themselves do not ask for it. */
const turnRound = `for (const element of document.querySelectorAll("[dir]")) element.dir = "rtl"`;
const scene = new BrowserScene();

test.each(samples)(
  "axe finds nothing serious in the sample %s, light and dark, in both directions",
  async (name) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await using visitor = await scene.visit(`/samples/${name}/`, {
        colorScheme,
        bypassCSP: true, // axe is put into the page
        reducedMotion: "reduce",
      });
      await visitor.page.locator("#flotilla-snapshot").waitFor({ state: "detached" });
      await visitor.page.locator("[data-id]").first().waitFor();
      expect(await axeFindings(visitor.page)).toEqual([]);
      await visitor.page.evaluate(turnRound);
      expect(await axeFindings(visitor.page)).toEqual([]);
    }
  },
  120_000,
);
