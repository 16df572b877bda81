import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ClientHarness } from "../support/client-harness.ts";
import { drawnLooks, looksDocument } from "../support/drawn-looks.ts";
import { compareLook, type LookResult, readLooks } from "../support/looks.ts";

const boxTolerance = 0.6;
const looks = readLooks();

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  let harness: ClientHarness;
  const results: LookResult[] = [];

  beforeAll(async () => {
    harness = await ClientHarness.open({ colorScheme: theme });
  }, 60_000);

  afterAll(async () => {
    await harness[Symbol.asyncDispose]();
  });

  test.each(drawnLooks(looks, theme))(
    "%s has Flet's box and is drawn like it",
    async (name, floors) => {
      const look = looks[name];
      if (!look) throw new Error(`no picture ${name}`);
      const result = await compareLook(harness, name, look);
      results.push(result);
      expect(result.boxError ?? 0).toBeLessThanOrEqual(boxTolerance);
      expect(result.fills).toBeGreaterThanOrEqual(floors.fills);
      expect(result.pixels).toBeGreaterThanOrEqual(floors.pixels);
    },
  );
});

test("every drawn control is in the report", () => {
  const report = readFileSync(looksDocument, "utf8");
  const controls = new Set(drawnLooks(looks).map(([name]) => name.split("--")[0]));
  for (const control of controls) expect(report).toContain(`| ${control} |`);
});
