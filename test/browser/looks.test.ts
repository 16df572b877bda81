import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ClientHarness } from "../support/client-harness.ts";
import { boxTolerance, drawnLooks, lookFloors, looksDocument } from "../support/drawn-looks.ts";
import { compareLook, type LookResult, readLooks } from "../support/looks.ts";

const deadlineMs = 60_000;
/** The share of pixels that is right in a picture that is met, and how many of the pictures are. */
const met = { pixels: 0.98, pictures: 0.9 };
const looks = readLooks();
const results: LookResult[] = [];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  let harness: ClientHarness;

  beforeAll(async () => {
    harness = await ClientHarness.open({ colorScheme: theme });
  }, deadlineMs);

  afterAll(async () => {
    await harness[Symbol.asyncDispose]();
  });

  test.each(drawnLooks(looks, theme))(
    "%s has Flet's box and is drawn like it",
    async (name) => {
      const look = looks[name];
      if (!look) throw new Error(`no picture ${name}`);
      const result = await compareLook(harness, name, look);
      results.push(result);
      expect(result.boxError ?? 0).toBeLessThanOrEqual(boxTolerance);
      expect(result.fills).toBeGreaterThanOrEqual(lookFloors.fills);
      expect(result.inner).toBeGreaterThanOrEqual(lookFloors.inner);
      expect(result.pixels).toBeGreaterThanOrEqual(lookFloors.pixels);
    },
    deadlineMs,
  );
});

test("of nearly all pictures no more than 2 % of the pixels differ, even with the processor's edges", () => {
  const close = results.filter(({ pixels }) => pixels >= met.pixels);
  expect(close.length / results.length).toBeGreaterThanOrEqual(met.pictures);
});

test("every drawn control is in the report", () => {
  const report = readFileSync(looksDocument, "utf8");
  const controls = new Set(drawnLooks(looks).map((name) => name.split("--")[0]));
  for (const control of controls) expect(report).toContain(`| ${control} |`);
});
