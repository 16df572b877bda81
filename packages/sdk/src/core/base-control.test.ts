import { expect, test } from "@jest/globals";
import { Control, defineControl } from "./base-control.ts";
import { nodeKey } from "./tree-node.ts";
import { defineValue, Value } from "./value.ts";

const Gap = defineValue(
  class Gap extends Value {
    declare left: number;
    declare right: number;
  },
  {
    positional: ["left", "right"],
    encoding: "sparse",
    fields: [
      { name: "left", wire: "left", kind: "scalar", default: 0 },
      { name: "right", wire: "right", kind: "scalar", default: 0 },
    ],
  },
);

class BoxClass extends Control {
  declare label: string | null;
  declare items: unknown[];
  declare gap: Value | null;
  declare size: number;
  declare onClick: (() => void) | null;
}
const Box = defineControl(BoxClass as unknown as new (...args: unknown[]) => BoxClass, {
  type: "Box",
  positional: ["label", "gap"],
  properties: [
    { name: "label", wire: "label", kind: "scalar" },
    { name: "items", wire: "items", kind: "controls", structural: true, factory: () => [] },
    { name: "gap", wire: "gap", kind: "value" },
    { name: "size", wire: "size", kind: "scalar", default: 10 },
  ],
  events: [{ field: "onClick", name: "click" }],
});

test("a class constructs with and without new, and instanceof holds for both", () => {
  expect(Box("a")).toBeInstanceOf(Box);
  expect(new Box("a")).toBeInstanceOf(BoxClass);
  expect(Box("a").label).toBe("a");
});

test("a trailing plain object names properties, an instance is positional, undefined is not given", () => {
  const gap = new Gap(1, 2);
  const box = Box("a", gap, { size: undefined, key: "k", data: 7 });
  expect(box.gap).toBe(gap);
  expect(box.size).toBe(10);
  expect(box.key).toBe("k");
  expect(box.data).toBe(7);
});

test("unknown names and surplus arguments are refused by name", () => {
  expect(() => Box({ siz: 1 })).toThrow('has no property "siz"');
  expect(() => Box("a", null, 3)).toThrow("at most 2 arguments");
});

test("an author's subclass has its base's table and its own fields", () => {
  class Named extends Box {
    count = 3;
  }
  const named = new Named("x", { size: 4 });
  expect([named.label, named.size, named.count]).toEqual(["x", 4, 3]);
  expect(named).toBeInstanceOf(Box);
});

test("changes are noted in assignment order only while mounted, and mark the way up once", () => {
  const parent = Box();
  const child = Box();
  child.size = 11;
  expect(child[nodeKey].dirty).toBeNull();
  child[nodeKey].parent = parent[nodeKey];
  child[nodeKey].host = { watch() {} };
  child.label = "b";
  child.size = 12;
  child.size = 12;
  child.onClick = () => {};
  expect([...(child[nodeKey].dirty ?? [])]).toEqual(["label", "size", "onClick"]);
  expect([...(parent[nodeKey].touched ?? [])]).toEqual([child[nodeKey]]);
});

test("a changed field of a value object marks all that hold it, and no more those that did", () => {
  const gap = new Gap(1);
  const boxes = [Box("a", gap), Box("b", gap), Box("c", gap)].map((box) => box[nodeKey]);
  const [a, b, c] = boxes;
  gap[nodeKey].host = { watch() {} };
  for (const box of boxes) gap[nodeKey].addHolder(box);
  if (a) gap[nodeKey].dropHolder(a);
  gap.left = 5;
  expect([a, b, c].map((box) => box?.touched?.has(gap[nodeKey]) ?? false)).toEqual([
    false,
    true,
    true,
  ]);
  for (const box of boxes) gap[nodeKey].dropHolder(box);
  expect([gap[nodeKey].parent, gap[nodeKey].otherParents, gap[nodeKey].host]).toEqual([
    null,
    null,
    null,
  ]);
});

test("an equal value object is adopted without a change", () => {
  const box = Box("a", new Gap(1));
  box[nodeKey].host = { watch() {} };
  const equal = new Gap(1);
  box.gap = equal;
  expect(box.gap).toBe(equal);
  expect(box[nodeKey].dirty).toBeNull();
});
