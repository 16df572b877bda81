import { expect, test } from "@jest/globals";
import { turnOf, visibleReach } from "./cylinder.ts";

test("the item in the middle is not turned, those at the edge stand upright", () => {
  const form = { diameterRatio: 1.07, squeeze: 1.45 };
  expect(turnOf(form, 0, 160).angle).toBe(0);
  expect(turnOf(form, 32, 160).angle).toBeCloseTo(0.333, 2);
  expect(turnOf(form, 500, 160).shown).toBe(false);
  expect(visibleReach(form, 32, 160)).toBe(6);
});
