import { expect, test } from "@jest/globals";
import type { ControlMap } from "../control-map.ts";
import { matchTrees } from "./match-trees.ts";

type Shape = { _c: string; name?: string; [property: string]: unknown };

/** Gives ids from `first` on and remembers them by the `name` of each shape, which is left out of the control. */
function grow(shape: Shape, first: number) {
  const ids = new Map<string, number>();
  let next = first;
  const build = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(build);
    if (typeof value !== "object" || value === null) return value;
    const { name, ...rest } = value as Shape;
    const control = Object.entries(rest).map(([property, item]) => [property, build(item)]);
    if (!("_c" in value)) return Object.fromEntries(control);
    const id = next++;
    if (name !== undefined) ids.set(name, id);
    return { _i: id, ...Object.fromEntries(control) };
  };
  return { root: build(shape) as ControlMap, ids };
}

/** Which named shape of the old tree stands for which of the new one. */
function matched(before: Shape, after: Shape): Record<string, string> {
  const old = grow(before, 1);
  const young = grow(after, 1_000);
  const pairs = matchTrees(old.root, young.root);
  expect(new Set(pairs.values()).size).toBe(pairs.size);
  const names = new Map([...old.ids].map(([name, id]) => [id, name]));
  return Object.fromEntries(
    [...young.ids].flatMap(([name, id]) => {
      const partner = names.get(pairs.get(id) ?? -1);
      return partner === undefined ? [] : [[name, partner]];
    }),
  );
}

const column = (...controls: Shape[]): Shape => ({ _c: "Column", name: "root", controls });
const field = (label: string, more: Record<string, unknown> = {}): Shape => ({
  _c: "TextField",
  name: label,
  label,
  ...more,
});

test("a tree made again is matched as a whole", () => {
  const page: Shape = {
    _c: "Page",
    name: "page",
    views: [{ _c: "View", name: "view", route: "/", controls: [field("a"), field("b")] }],
    _dialogs: { _c: "Dialogs", name: "dialogs", controls: [{ _c: "AlertDialog", name: "d" }] },
  };
  const same = { page: "page", view: "view", a: "a", b: "b", dialogs: "dialogs", d: "d" };
  expect(matched(page, page)).toEqual(same);
});

test("what has been entered does not matter, what a control says does", () => {
  const before = column(field("a", { value: "typed" }), field("b", { value: "too" }));
  expect(matched(before, column(field("a"), field("b")))).toMatchObject({ a: "a", b: "b" });
  expect(matched(before, column(field("new"), field("a"), field("b")))).toEqual({
    root: "root",
    a: "a",
    b: "b",
  });
});

test("texts that changed are still the texts at their places", () => {
  const text = (name: string, value: string) => ({ _c: "Text", name, value });
  expect(
    matched(column(text("count", "5"), field("a")), column(text("count", "0"), field("a"))),
  ).toEqual({ root: "root", count: "count", a: "a" });
});

test("items of a list are matched by key wherever they are", () => {
  const item = (key: string) => ({ _c: "ListTile", name: key, key: { value: key, type: "str" } });
  expect(
    matched(column(item("a"), item("b"), item("c")), column(item("c"), item("x"), item("a"))),
  ).toEqual({ root: "root", a: "a", c: "c" });
});

test("unlike keys keep controls apart, a key on one side does not", () => {
  const keyed = (name: string, key?: string) => ({ _c: "TextField", name, ...(key && { key }) });
  expect(matched(column(keyed("a", "one")), column(keyed("a", "two")))).toEqual({ root: "root" });
  expect(matched(column(keyed("a")), column(keyed("a", "one")))).toEqual({ root: "root", a: "a" });
});

test("a key finds its control in another container too, unless two have it", () => {
  const inner = { _c: "TextField", name: "inner" };
  const card = { _c: "Card", name: "card", key: "k", content: inner };
  const row = (...controls: Shape[]) => ({ _c: "Row", name: "row", controls });
  expect(matched(column(card, row()), column(row(card)))).toEqual({
    root: "root",
    row: "row",
    card: "card",
    inner: "inner",
  });
  const twin = { ...card, name: "twin", content: null };
  expect(matched(column(card, twin), { ...column(row(card, twin)) })).toEqual({ root: "root" });
});

test("rows that only differ in what is inside of them are told apart", () => {
  const row = (label: string): Shape => ({
    _c: "Row",
    name: `row ${label}`,
    controls: [
      { _c: "Text", value: label },
      { _c: "TextField", name: label },
    ],
  });
  const after = matched(column(row("a"), row("b")), column(row("b"), row("a")));
  expect(after).toMatchObject({ a: "a", b: "b", "row a": "row a", "row b": "row b" });
});

test("components are looked through, and may come or go", () => {
  const component = (name: string, body: Shape): Shape => ({ _c: "C", name, _b: body });
  expect(
    matched(column(component("c", field("a"))), column(component("c", field("a")))),
  ).toMatchObject({ c: "c", a: "a" });
  const sole = (content: Shape): Shape => ({ _c: "Container", name: "box", content });
  expect(matched(sole(field("a")), sole(component("c", field("a"))))).toEqual({
    box: "box",
    a: "a",
  });
});

test("other types are other controls", () => {
  expect(matched(column(field("a")), column({ _c: "Checkbox", name: "a", label: "a" }))).toEqual({
    root: "root",
  });
});

test("controls in value objects are found", () => {
  const badge: Shape = { _c: "Icon", name: "icon", badge: { label: { _c: "Text", name: "t" } } };
  expect(matched(badge, badge)).toEqual({ icon: "icon", t: "t" });
});

/** A generator of numbers below a bound that gives the same for the same seed. */
function dice(seed: number) {
  let state = seed;
  return (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return Math.floor(((state >>> 0) / 2 ** 32) * bound);
  };
}

test("in any tree: pairs are one to one and of one type, and a tree matches a copy of itself wholly", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const roll = dice(seed);
    const types = ["Column", "Row", "TextField", "Text", "C"];
    const make = (depth: number): Shape => {
      const _c = types[roll(types.length)] ?? "Text";
      if (_c === "C") return { _c, _b: depth > 0 ? make(depth - 1) : { _c: "Text" } };
      const controls = Array.from({ length: depth > 0 ? roll(5) : 0 }, () => make(depth - 1));
      return {
        _c,
        ...(roll(4) === 0 ? { key: roll(6) } : {}),
        ...(roll(2) === 0 ? { label: `l${roll(5)}` } : {}),
        controls,
      };
    };
    const shape = make(4);
    const old = grow(shape, 1);
    const copy = grow(shape, 10_000);
    const whole = matchTrees(old.root, copy.root);
    const sizes = [old, copy].map(({ root }) => count(root));
    expect([seed, whole.size]).toEqual([seed, sizes[0]]);
    expect([...whole].filter(([young, before]) => young !== before + 9_999)).toEqual([]);

    const other = grow(make(4), 20_000);
    const pairs = matchTrees(old.root, other.root);
    expect(new Set(pairs.values()).size).toBe(pairs.size);
    const [before, after] = [typesOf(old.root), typesOf(other.root)];
    for (const [young, id] of pairs) expect(after.get(young)).toBe(before.get(id));
  }
});

test("a field keeps its partner whatever keyed items come and go around it", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const roll = dice(seed);
    const item = (key: number): Shape => ({ _c: "TextField", name: `k${key}`, key });
    const some = () => {
      const keys = Array.from({ length: 12 }, (_, key) => key).filter(() => roll(2) === 0);
      return keys.sort(() => roll(3) - 1);
    };
    const [before, after] = [some(), some()];
    const result = matched(column(...before.map(item)), column(...after.map(item)));
    const both = after.filter((key) => before.includes(key));
    expect(result).toEqual({
      root: "root",
      ...Object.fromEntries(both.map((key) => [`k${key}`, `k${key}`])),
    });
  }
});

function typesOf(root: ControlMap): Map<number, string> {
  const found = new Map<number, string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("_i" in value) found.set((value as ControlMap)._i, (value as ControlMap)._c);
    for (const item of Object.values(value)) visit(item);
  };
  visit(root);
  return found;
}

function count(root: ControlMap): number {
  return typesOf(root).size;
}
