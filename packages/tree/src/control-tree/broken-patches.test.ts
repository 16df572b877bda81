import { expect, test } from "@jest/globals";
import { changed, text, treeOf } from "./testing/tree-of.ts";

test.each<readonly [string, unknown]>([
  ["an operation that is no list", [[0], 5]],
  ["an unknown operation", [[0], [9, 0, "a"]]],
  ["a number without a path", [[0], [0, 7, "a", 1]]],
  [
    "a path into nothing",
    [
      [0, { nothing: [1] }],
      [0, 1, "a", 1],
    ],
  ],
  [
    "a path through a text",
    [
      [0, { value: [1] }],
      [0, 1, "a", 1],
    ],
  ],
  [
    "a path through an inherited name",
    [
      [0, { toString: [1] }],
      [0, 1, "a", 1],
    ],
  ],
  [
    "a list position that is none",
    [
      [0, { list: [1] }],
      [0, 1, "first", 1],
    ],
  ],
  [
    "a negative list position",
    [
      [0, { list: [1] }],
      [2, 1, -1],
    ],
  ],
  ["the name __proto__", [[0], [0, 0, "__proto__", { polluted: true }]]],
  [
    "a path through __proto__",
    [
      [0, new Map([["__proto__", [1]]])],
      [0, 1, "polluted", true],
    ],
  ],
])("[TRE8] %s ends the patch with a failure, what came before it stays", (_, broken) => {
  const tree = treeOf({ _c: "Text", _i: 10, value: "v", list: [1] });
  const [index, ...ops] = broken as [unknown, ...unknown[]];
  const changes = tree.apply(10, [index, [0, 0, "size", 5], ...ops, [0, 0, "value", "x"]] as never);
  expect(changes.failure?.code).toBe("PATCH_FAILED");
  expect(changed(changes)).toEqual({ 10: ["size"] });
  expect(tree.get(10)).toEqual({ _c: "Text", _i: 10, value: "v", list: [1], size: 5 });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(tree.apply(10, [[0], [0, 0, "value", "next"]]).failure).toBeUndefined();
});

test.each([5, null, [], [5], [[]], [["0"]], [[0, [1]]], [[0, { a: 5 }]]])(
  "[TRE8] %j is no patch",
  (broken) => {
    const tree = treeOf(text(10));
    expect(tree.apply(10, broken as never).failure?.code).toBe("PATCH_FAILED");
  },
);

test("[TRE8] a patch for an unknown control is a failure that changes nothing", () => {
  const tree = treeOf(text(10));
  const changes = tree.apply(99, [[0], [0, 0, "value", "x"]]);
  expect(changes.failure?.code).toBe("PATCH_FAILED");
  expect(changed(changes)).toEqual({});
});

test("[TRE8] type and id of a control cannot be patched away", () => {
  const tree = treeOf(text(10));
  tree.apply(10, [[0], [0, 0, "_i", 5], [2, 0, "_c"], [0, 0, "value", "x"]]);
  expect(tree.get(10)).toEqual(text(10, "x"));
  expect(tree.get(5)).toBeUndefined();
});
