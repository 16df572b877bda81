import { expect, test } from "@jest/globals";
import { makeSchedule } from "./schedule.ts";

test("a seed makes one schedule", () => {
  expect(makeSchedule(7)).toEqual(makeSchedule(7));
  expect(makeSchedule(7)).not.toEqual(makeSchedule(8));
});
