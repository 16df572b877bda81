import { expect, test } from "@jest/globals";
import { monthsNear, monthTops } from "./month-tops.ts";

const tops = monthTops(new Date(1900, 0, 1), new Date(2050, 0, 1), 0);

test("each month is as high as its weeks", () => {
  expect(tops).toHaveLength(150 * 12 + 2);
  expect(tops.slice(0, 3)).toEqual([0, 62 + 5 * 50, 2 * 62 + 10 * 50]); // January 1900 began on a Monday
});

test("of a century and a half only the months near the view are there", () => {
  const { from, to } = monthsNear(tops, tops[900] ?? 0, 600);
  expect(from).toBeLessThan(900);
  expect(to).toBeGreaterThan(901);
  expect(to - from).toBeLessThan(8);
});

test("at both ends the list ends", () => {
  expect(monthsNear(tops, 0, 600).from).toBe(0);
  expect(monthsNear(tops, tops.at(-1) ?? 0, 600).to).toBe(tops.length - 1);
});
