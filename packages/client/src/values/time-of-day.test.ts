import { Extension } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { counts24, timeOf, wireTime } from "./time-of-day.ts";

test("a time is read with and written without leading zeros", () => {
  expect(timeOf(new Extension(2, "09:05"))).toEqual({ hour: 9, minute: 5 });
  expect(timeOf(new Extension(1, "2025-03-14"))).toBeUndefined();
  expect(wireTime({ hour: 9, minute: 5 })).toEqual(new Extension(2, "9:5"));
});

test("a language tells whether its hours go to 24", () => {
  expect(counts24("en-US")).toBe(false);
  expect(counts24("de-DE")).toBe(true);
});
