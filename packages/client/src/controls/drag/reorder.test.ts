import { expect, test } from "@jest/globals";
import { landingPlace, moved, offsetsFor } from "./reorder.ts";

const spans = [0, 50, 100].map((start) => ({ start, size: 50 }));

test("an item is taken out before its new place is counted", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
});

test("an item lands where it covers half of another one", () => {
  expect(landingPlace(spans, 0, 20)).toBe(0);
  expect(landingPlace(spans, 0, 30)).toBe(1);
  expect(landingPlace(spans, 0, 90)).toBe(2);
  expect(landingPlace(spans, 2, -30)).toBe(1);
});

test("the items between the old and the new place make room", () => {
  expect(offsetsFor(3, { from: 0, to: 2 })).toEqual([0, -1, -1]);
  expect(offsetsFor(3, { from: 2, to: 1 })).toEqual([0, 1, 0]);
});
