import { expect, test } from "@jest/globals";
import { walkList } from "./walk-list.ts";

type Op = readonly [name: "remove" | "add" | "move" | "keep", ...at: (number | string)[]];

function walk(before: readonly string[], after: readonly string[]): Op[] {
  const ops: Op[] = [];
  walkList(before, after, before, after, {
    remove: (index, item) => ops.push(["remove", index, item]),
    add: (index, item) => ops.push(["add", index, item]),
    move: (from, to) => ops.push(["move", from, to]),
    keep: (index, item) => ops.push(["keep", index, item]),
  });
  return ops;
}

const edits = (before: string, after: string): Op[] =>
  walk([...before], [...after]).filter(([name]) => name !== "keep");

test.each([
  ["ab", "ab", []],
  [
    "a",
    "abc",
    [
      ["add", 1, "b"],
      ["add", 2, "c"],
    ],
  ],
  [
    "ab",
    "xayb",
    [
      ["add", 0, "x"],
      ["add", 2, "y"],
    ],
  ],
  [
    "abcd",
    "ac",
    [
      ["remove", 1, "b"],
      ["remove", 2, "d"],
    ],
  ],
  [
    "abc",
    "",
    [
      ["remove", 2, "c"],
      ["remove", 1, "b"],
      ["remove", 0, "a"],
    ],
  ],
  [
    "abcd",
    "dcba",
    [
      ["move", 3, 0],
      ["move", 3, 1],
      ["move", 3, 2],
    ],
  ],
  [
    "abc",
    "axc",
    [
      ["remove", 1, "b"],
      ["add", 1, "x"],
    ],
  ],
  [
    "axyb",
    "ab",
    [
      ["remove", 1, "x"],
      ["remove", 1, "y"],
    ],
  ],
  [
    "abcde",
    "eabxd",
    [
      ["move", 4, 0],
      ["remove", 3, "c"],
      ["add", 3, "x"],
    ],
  ],
] as const)("[DIF2] %s becomes %s by the recorded kind of walk", (before, after, expected) => {
  expect(edits(before, after)).toEqual(expected);
});

test("[DIF2] a kept item is told at its place before it is moved", () => {
  expect(walk(["a", "b"], ["b", "a"])).toEqual([
    ["keep", 1, "b"],
    ["move", 1, 0],
    ["keep", 1, "a"],
  ]);
});

test("[DIF3] items that share a key are matched each at most once", () => {
  expect(edits("aab", "baa")).toEqual([["move", 2, 0]]);
  expect(edits("aa", "a")).toEqual([["remove", 1, "a"]]);
  expect(edits("a", "aaa")).toEqual([
    ["add", 1, "a"],
    ["add", 2, "a"],
  ]);
});

test("[DIF4] executed in order the operations give the wanted list, for random lists with repeats", () => {
  let state = 5;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const list = (): string[] =>
    Array.from({ length: random(14) }, () => String.fromCharCode(97 + random(random(2) ? 5 : 20)));
  for (let round = 0; round < 3000; round++) {
    const before = list();
    const after = list();
    const work = [...before];
    for (const [name, at, to] of walk(before, after)) {
      const index = at as number;
      if (name === "remove") expect(work.splice(index, 1)).toEqual([to]);
      else if (name === "add") work.splice(index, 0, to as string);
      else if (name === "move") work.splice(to as number, 0, ...work.splice(index, 1));
      else expect(work[index]).toBe(to);
    }
    expect(work).toEqual(after);
  }
});

test("[DIF5] reversing and shuffling 20,000 items takes no more than the order of n log n", () => {
  const items = Array.from({ length: 20_000 }, (_, i) => `k${i}`);
  const start = performance.now();
  expect(walk(items, items.toReversed()).length).toBe(2 * items.length - 1);
  const shuffled = items.map((item, i) => [(i * 7919) % 20_011, item] as const);
  shuffled.sort((a, b) => a[0] - b[0]);
  walk(
    items,
    shuffled.map(([, item]) => item),
  );
  expect(performance.now() - start).toBeLessThan(5000); // a quadratic walk takes minutes
});
