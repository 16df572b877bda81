import { expect, test } from "@jest/globals";
import { scaleOf } from "./slider-scale.ts";

test("a slider goes from 0 to 1 and starts at its least value", () => {
  expect(scaleOf({})).toMatchObject({ min: 0, max: 1, value: 0, part: 0, divisions: undefined });
  expect(scaleOf({ min: 10, max: 20, value: 15 }).part).toBe(0.5);
});

test("a value outside of the ends is taken as the nearest end", () => {
  expect(scaleOf({ value: 7 }).value).toBe(1);
  expect(scaleOf({ min: 3, max: 3 }).part).toBe(0);
});

test("with divisions only the steps can be chosen", () => {
  const scale = scaleOf({ min: 0, max: 100, divisions: 5, value: 40 });
  expect(scale.snapped(49)).toBe(40);
  expect(scale.snapped(51)).toBe(60);
  expect(scale.snapped(180)).toBe(100);
});

test("arrow keys go one step, or a tenth of a free slider", () => {
  const free = scaleOf({ value: 0.2 });
  expect(free.byKey("ArrowRight", false)).toBe(0.3);
  expect(free.byKey("ArrowLeft", false)).toBe(0.1);
  expect(free.byKey("ArrowRight", true)).toBe(0.1);
  const stepped = scaleOf({ min: 0, max: 10, divisions: 10, value: 9 });
  expect(stepped.byKey("ArrowUp", false)).toBe(10);
  expect(stepped.byKey("PageUp", false)).toBe(10);
  expect(stepped.byKey("Home", false)).toBe(0);
  expect(stepped.byKey("End", false)).toBe(10);
  expect(stepped.byKey("a", false)).toBeUndefined();
});
