import { decode, Extension, encode } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { Differ, type Matching } from "./differ.ts";
import { PatchBuilder } from "./patch-builder.ts";
import { Path } from "./path.ts";

class Item {
  readonly type: string;
  readonly key: string | undefined;
  readonly fields: Record<string, unknown>;
  constructor(type: string, fields: Record<string, unknown> = {}, key?: string) {
    this.type = type;
    this.fields = fields;
    this.key = key;
  }
}

interface Seen {
  ops: unknown[];
  tree: unknown;
  added: unknown[];
  removed: unknown[];
  updated: unknown[];
}

/** Compares one property of a root and returns the operations with what the rules were told. */
function diff(before: unknown, after: unknown, matching: Matching = "identity"): Seen {
  const patch = new PatchBuilder();
  const seen: Omit<Seen, "ops" | "tree"> = { added: [], removed: [], updated: [] };
  const differ: Differ<Item> = new Differ<Item>(
    {
      isObject: (value): value is Item => value instanceof Item,
      keyOf: (item) => item.key,
      same: (a, b) => a.type === b.type && a.key === b.key,
      update(a, b, path, inner) {
        seen.updated.push(b);
        for (const name of Object.keys(b.fields))
          differ.value(path, name, a.fields[name], b.fields[name], inner);
      },
      write: (value) => (value instanceof Item ? { _c: value.type } : value),
      added: (value) => seen.added.push(value),
      removed: (value) => seen.removed.push(value),
    },
    patch,
  );
  differ.value(Path.root, "p", before, after, matching);
  const [tree, ...ops] = decode(encode(patch.build())) as unknown[];
  return { ops, tree, ...seen };
}

const ops = (before: unknown, after: unknown, matching?: Matching): unknown[] =>
  diff(before, after, matching).ops;

test("[DIF6] plain values are replaced when they differ, null is the neutral value", () => {
  expect(ops(1, 1)).toEqual([]);
  expect(ops(1, "1")).toEqual([[0, 0, "p", "1"]]);
  expect(ops("a", undefined)).toEqual([[0, 0, "p", null]]);
  expect(ops(undefined, null)).toEqual([]);
  expect(ops(Number.NaN, Number.NaN)).toEqual([]);
  expect(ops(new Date(5), new Date(5))).toEqual([]);
  expect(ops(new Extension(2, "9:5"), new Extension(2, "9:5"))).toEqual([]);
  expect(ops(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toEqual([]);
  expect(ops(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toEqual([[0, 0, "p", Uint8Array.of(1, 3)]]);
});

test("[DIF7] a list or map that becomes empty, or stops being so, is sent whole", () => {
  expect(ops([], [1])).toEqual([[0, 0, "p", [1]]]);
  expect(ops([1], [])).toEqual([[0, 0, "p", []]]);
  expect(ops({}, { a: 1 })).toEqual([[0, 0, "p", { a: 1 }]]);
  expect(ops({ a: 1 }, {})).toEqual([[0, 0, "p", {}]]);
  expect(ops([], [])).toEqual([]);
  expect(ops([1], { a: 1 })).toEqual([[0, 0, "p", { a: 1 }]]);
});

test("[DIF8] maps: removes, adds, then changes", () => {
  const seen = diff({ xs: 1, md: 2, sm: 3 }, { md: 4, lg: 3, sm: 3 });
  expect(seen.tree).toEqual([0, { p: [1] }]);
  expect(seen.ops).toEqual([
    [2, 1, "xs"],
    [1, 1, "lg", 3],
    [0, 1, "md", 4],
  ]);
  expect(ops(new Map([[1, "a"]]), new Map([[1, "b"]]))).toEqual([[0, 1, 1, "b"]]);
});

test("[DIF9] lists without objects: texts and numbers by value, maps and lists by position", () => {
  expect(ops(["1", "2"], ["2"])).toEqual([[2, 1, 0]]);
  expect(ops(["2"], ["1", "2"])).toEqual([[1, 1, 0, "1"]]);
  expect(ops([1, 2, 3], [1, 9, 3])).toEqual([[0, 1, 1, 9]]);
  expect(ops([[1, 2], [3]], [[1, 5], [3]])).toEqual([[0, 2, 1, 5]]);
  expect(ops([{ a: 1 }], [{ a: 2 }, { b: 1 }])).toEqual([
    [0, 2, "a", 2],
    [1, 1, 1, { b: 1 }],
  ]);
  expect(ops(["key string a", 1], ["key string a", 2])).toEqual([[0, 1, 1, 2]]);
});

test("[DIF10] by identity: the same object is compared, another one replaces it", () => {
  const item = new Item("A", { x: 1 });
  expect(diff(item, item).updated).toEqual([item]);
  const other = new Item("A", { x: 2 });
  const seen = diff(item, other);
  expect(seen.ops).toEqual([[0, 0, "p", { _c: "A" }]]);
  expect([seen.added, seen.removed, seen.updated]).toEqual([[other], [item], []]);
});

test("[DIF10] by identity: list items with the same key are compared field by field", () => {
  const seen = diff(
    [new Item("A", { x: 1 }, "k"), new Item("A", {}, "j")],
    [new Item("A", {}, "j"), new Item("A", { x: 2 }, "k")],
  );
  expect(seen.ops).toEqual([
    [3, 1, 1, 1, 0],
    [0, 2, "x", 2],
  ]);
  expect(seen.tree).toEqual([0, { p: [1, new Map([[1, [2]]])] }]);
  expect([seen.added, seen.removed]).toEqual([[2], [1]]);
  expect(ops([new Item("A", {}, "k")], [new Item("B", {}, "k")])).toEqual([[0, 1, 0, { _c: "B" }]]);
});

test("[DIF10] keys are told apart by type, and from objects and positions", () => {
  const keyed = (key: unknown): Item => new Item("A", {}, key as string);
  expect(ops([keyed(1)], [keyed("1")])).toEqual([[0, 1, 0, { _c: "A" }]]);
  expect(ops([keyed(0)], [keyed(0)])).toEqual([]);
});

test("[DIF11] by position: unkeyed objects of one type are compared, the very same is left alone", () => {
  const same = new Item("A", { x: 1 });
  const seen = diff(
    [same, new Item("A", { x: 1 }), new Item("B", {})],
    [same, new Item("A", { x: 2 }), new Item("C", {})],
    "position",
  );
  expect(seen.ops).toEqual([
    [0, 2, "x", 2],
    [0, 1, 2, { _c: "C" }],
  ]);
  expect(seen.updated).not.toContain(same);
  expect(diff(same, new Item("A", { x: 1 }), "position").ops).toEqual([]);
  expect(ops(new Item("A", {}, "j"), new Item("A", {}, "k"), "position")).toEqual([
    [0, 0, "p", { _c: "A" }],
  ]);
});

test("[DIF12] numbers are given in order of first use, one for each path", () => {
  const patch = new PatchBuilder();
  const list = Path.root.at("views").at(0).at("controls");
  expect(patch.isEmpty).toBe(true);
  patch.replace(list.at(1), "value", "x");
  patch.replace(Path.root, "title", "t");
  patch.add(list, 2, "y");
  patch.replace(Path.root.at("views").at(0).at("controls").at(1), "size", 5);
  patch.move(list, 2, list, 0);
  expect(patch.build()).toEqual([
    [
      0,
      new Map([
        ["views", [1, new Map([[0, [2, new Map([["controls", [3, new Map([[1, [4]]])]]])]]])]],
      ]),
    ],
    [0, 4, "value", "x"],
    [0, 0, "title", "t"],
    [1, 3, 2, "y"],
    [0, 4, "size", 5],
    [3, 3, 2, 3, 0],
  ]);
});

test("[DIF12] a remove and an add at one place are one replace", () => {
  const patch = new PatchBuilder();
  const list = Path.root.at("controls");
  patch.remove(list, 2);
  patch.remove(list, 2);
  patch.add(list, 2, "x");
  patch.remove(list, 1);
  patch.add(list, 2, "y");
  expect(patch.build().slice(1)).toEqual([
    [2, 1, 2],
    [0, 1, 2, "x"],
    [2, 1, 1],
    [1, 1, 2, "y"],
  ]);
});
