import { expect, test } from "@jest/globals";
import { durationOf } from "./duration.ts";

test("a number is milliseconds", () => {
  expect(durationOf(250, 1)).toBe(250);
});

test("the units of a map are added up, an empty map is zero", () => {
  expect(durationOf({ seconds: 1, milliseconds: 500 }, 1)).toBe(1500);
  expect(durationOf({ minutes: 2 }, 1)).toBe(120_000);
  expect(durationOf({}, 4000)).toBe(0);
});

test("without a duration the default holds", () => {
  expect(durationOf(undefined, 4000)).toBe(4000);
});
