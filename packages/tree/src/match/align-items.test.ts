import { expect, test } from "@jest/globals";
import { alignItems } from "./align-items.ts";

function aligned(before: string, after: string) {
  return alignItems(before.length, after.length, (i, j) => (before[i] === after[j] ? 1 : 0));
}

test("an item that was put in or taken out shifts none of the others", () => {
  expect(aligned("abc", "xabc")).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
  expect(aligned("abcd", "abd")).toEqual([
    [0, 0],
    [1, 1],
    [3, 2],
  ]);
  expect(aligned("", "abc")).toEqual([]);
});

test("one good pair counts more than the place in the list", () => {
  const ratings = [
    [1, 4],
    [1, 1],
  ];
  expect(alignItems(2, 2, (i, j) => ratings[i]?.[j] ?? 0)).toEqual([[0, 1]]);
});

test("lists of thousands are paired by position", () => {
  const pairs = alignItems(2_000, 1_999, (i, j) => (i === 7 || j === 7 ? 0 : 1));
  expect(pairs).toHaveLength(1_998);
  expect(pairs.every(([i, j]) => i === j && i !== 7)).toBe(true);
});
