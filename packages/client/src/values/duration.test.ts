import { expect, test } from "@jest/globals";
import { durationOf } from "./duration.ts";

test.each([
  [250, 250],
  [{ seconds: 1, milliseconds: 500 }, 1_500],
  [{ minutes: 2, microseconds: 500 }, 120_000.5],
  [{}, 0],
])("the duration %j is %d ms", (value, ms) => {
  expect(durationOf(value)).toBe(ms);
});

test("what is no duration is the default", () => {
  expect(durationOf(null, 300)).toBe(300);
});
