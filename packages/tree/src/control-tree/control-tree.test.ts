import { decode, encode, type Patch } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { body, type ControlMap } from "../control-map.ts";
import { ControlTree } from "./control-tree.ts";
import { changed, column, text, treeOf } from "./testing/tree-of.ts";

const copy = <T>(value: T): T => decode(encode(value)) as T;

const viewList = [0, { views: [1, { 0: [2, { controls: [3] }] }] }] as const;

const childIds = (tree: ControlTree, id: number): number[] =>
  ((tree.get(id)?.controls ?? []) as ControlMap[]).map(({ _i }) => _i);

test("[TRE2] page and window have their ids before anything came", () => {
  const tree = new ControlTree({ width: 5, window: { top: 1 } });
  expect(tree.page).toEqual({
    _c: "Page",
    _i: 1,
    width: 5,
    window: { _c: "Window", _i: 2, top: 1 },
  });
  expect(tree.get(2)).toBe(tree.page.window);
  expect(tree.parentOf(2)).toBe(tree.page);
  expect(tree.parentOf(1)).toBeUndefined();
});

test("[TRE3] merge: maps into maps, controls into controls of the same id, all else replaces, nothing is deleted", () => {
  const tree = new ControlTree({
    media: { padding: { top: 1 }, orientation: "portrait" },
    keep: 1,
  });
  const window = tree.get(2);
  const changes = tree.merge({
    _c: "Other",
    _i: 99,
    media: { padding: { left: 2 }, orientation: "landscape" },
    window: { _c: "Window", _i: 2, width: 5 },
    views: [{ _c: "View", _i: 3 }],
  });
  expect(tree.page).toEqual({
    _c: "Page",
    _i: 1,
    keep: 1,
    media: { padding: { top: 1, left: 2 }, orientation: "landscape" },
    window: { _c: "Window", _i: 2, width: 5 },
    views: [{ _c: "View", _i: 3 }],
  });
  expect(tree.get(2)).toBe(window);
  expect(changed(changes)).toEqual({ 1: ["media", "views"], 2: ["width"] });
  expect([...changes.added]).toEqual([3]);
});

test("[TRE3] what comes again unchanged changes nothing; controls of the same id stay the same objects", () => {
  const tree = treeOf(text(10), column(11, text(12)));
  const kept = tree.get(12);
  const page = copy(tree.page);
  expect(changed(tree.merge(page))).toEqual({});
  const again = copy(tree.page) as { views: { controls: ControlMap[] }[] } & ControlMap;
  const list = again.views[0]?.controls ?? [];
  list.reverse();
  Object.assign(list[0]?.controls as object, [text(12, "new")]);
  const changes = tree.merge(again);
  expect(tree.page).toEqual(again);
  expect(tree.get(12)).toBe(kept);
  expect(changed(changes)).toEqual({ 3: ["controls"], 12: ["value"] });
  expect([changes.added.size, changes.removed.size]).toEqual([0, 0]);
});

test("[TRE3] a control that comes again is just what its last definition says", () => {
  const tree = treeOf({ _c: "Text", _i: 10, value: "a", size: 5, badge: text(11) });
  const again = { _c: "Page", _i: 1, views: [{ _c: "View", _i: 3, controls: [text(10, "a")] }] };
  const changes = tree.merge(copy(again));
  expect(tree.get(10)).toEqual(text(10, "a"));
  expect(changed(changes)).toEqual({ 10: ["badge", "size"] });
  expect([...changes.removed]).toEqual([11]);
});

test("[TRE4] paths are walked when their operation is executed", () => {
  const tree = treeOf(text(10), text(11), text(12));
  const patch: Patch = [
    [0, { views: [1, { 0: [2, { controls: [3, { 1: [4] }] }] }] }],
    [0, 4, "value", "first"],
    [2, 3, 0],
    [0, 4, "value", "second"],
    [3, 3, 1, 3, 0],
    [0, 4, "value", "third"],
  ];
  expect(tree.apply(1, patch).failure).toBeUndefined();
  expect(tree.page.views).toEqual([
    { _c: "View", _i: 3, controls: [text(12, "second"), text(11, "third")] },
  ]);
});

test("[TRE4] positions may come as numbers or as text, children as map or object", () => {
  const tree = treeOf(text(10));
  const inList = (children: unknown): Patch =>
    [
      [0, { controls: [1, children] }],
      [0, 2, "value", "x"],
    ] as unknown as Patch;
  for (const children of [{ 0: [2] }, new Map([[0, [2]]]), new Map([["0", [2]]])])
    expect(tree.apply(3, inList(children)).failure).toBeUndefined();
  expect(tree.get(10)).toEqual(text(10, "x"));
});

test("[TRE5] changes name the nearest control and its property, also for values inside", () => {
  const tree = treeOf({ _c: "Text", _i: 10, style: { color: "red", side: { width: 1 } } });
  const patch: Patch = [
    [0, { controls: [1, { 0: [2, { style: [3, { side: [4] }] }] }] }],
    [0, 4, "width", 2],
    [0, 2, "value", "v"],
  ];
  expect(changed(tree.apply(3, patch))).toEqual({ 10: ["style", "value"] });
  expect(
    changed(
      tree.apply(10, [
        [0, { style: [1] }],
        [2, 1, "color"],
      ]),
    ),
  ).toEqual({ 10: ["style"] });
  expect(tree.get(10)?.style).toEqual({ side: { width: 2 } });
});

test("[TRE5] added and removed name whole subtrees", () => {
  const tree = treeOf(column(10, text(11)));
  const changes = tree.apply(1, [viewList, [0, 3, 0, column(12, text(13), text(14))]]);
  expect([...changes.added].sort()).toEqual([12, 13, 14]);
  expect([...changes.removed].sort()).toEqual([10, 11]);
  expect(changed(changes)).toEqual({ 3: ["controls"] });
  expect(tree.get(11)).toBeUndefined();
  expect(tree.parentOf(13)?._i).toBe(12);
});

test("[TRE6] a control moved between lists is known at its new place, whichever operation comes first", () => {
  const move: readonly (readonly [string, Patch])[] = [
    [
      "remove first",
      [
        [0, { controls: [1, { 0: [2, { controls: [3] }], 1: [4, { controls: [5] }] }] }],
        [2, 3, 0],
        [1, 5, 1, text(12)],
      ],
    ],
    [
      "add first",
      [
        [0, { controls: [1, { 0: [2, { controls: [3] }], 1: [4, { controls: [5] }] }] }],
        [1, 5, 1, text(12)],
        [2, 3, 0],
      ],
    ],
  ];
  for (const [, patch] of move) {
    const tree = treeOf(column(10, text(12), text(13)), column(11, text(14)));
    const changes = tree.apply(3, copy(patch) as Patch);
    expect([childIds(tree, 10), childIds(tree, 11)]).toEqual([[13], [14, 12]]);
    expect(body(tree.get(11)?.controls)).toContain(tree.get(12));
    expect(tree.parentOf(12)?._i).toBe(11);
    expect([changes.added.size, changes.removed.size]).toEqual([0, 0]);
  }
});

test("[TRE6] a wrapped control is known inside its wrapper", () => {
  const tree = treeOf(text(10));
  const changes = tree.apply(1, [
    viewList,
    [0, 3, 0, { _c: "Container", _i: 11, content: text(10) }],
  ]);
  expect(tree.parentOf(10)?._i).toBe(11);
  expect(tree.get(10)).toBe(tree.get(11)?.content);
  expect([...changes.added]).toEqual([11]);
  expect(changes.removed.size).toBe(0);
});

test("[TRE6] moves between containers keep the object and tell its new parent", () => {
  const tree = treeOf(column(10, text(12)), column(11));
  const moved = tree.get(12);
  const paths = [
    0,
    { controls: [1, { 0: [2, { controls: [3] }], 1: [4, { controls: [5] }] }] },
  ] as const;
  const changes = tree.apply(3, [paths, [3, 3, 0, 5, 0]]);
  expect(tree.get(12)).toBe(moved);
  expect(tree.parentOf(12)?._i).toBe(11);
  expect(changed(changes)).toEqual({ 10: ["controls"], 11: ["controls"] });
});

test("[TRE7] positions beyond the end are tolerated, since the client may have changed the list", () => {
  const tree = treeOf({ _c: "SegmentedButton", _i: 10, selected: ["a"] });
  const selected = (): unknown => tree.get(10)?.selected;
  const paths = [0, { selected: [1] }] as const;
  expect(tree.apply(10, [paths, [2, 1, 3]]).failure).toBeUndefined();
  expect(selected()).toEqual(["a"]);
  expect(
    tree.apply(10, [paths, [1, 1, 7, "b"], [0, 1, 9, "c"], [3, 1, 9, 1, 0]]).failure,
  ).toBeUndefined();
  expect(selected()).toEqual(["a", "b", "c"]);
  expect(
    tree.apply(10, [
      [0, { others: [1] }],
      [1, 1, 0, "x"],
    ]).failure,
  ).toBeUndefined();
  expect(tree.get(10)?.others).toEqual(["x"]);
});

test("[TRE9] the client's own changes are applied, unknown controls ignored", () => {
  const tree = treeOf({ _c: "TextField", _i: 10, selection: { base_offset: 0, extent_offset: 0 } });
  const changes = tree.update(10, { value: "abc", selection: { base_offset: 3 }, _i: 7 });
  expect(tree.get(10)).toEqual({
    _c: "TextField",
    _i: 10,
    value: "abc",
    selection: { base_offset: 3, extent_offset: 0 },
  });
  expect(changed(changes)).toEqual({ 10: ["selection", "value"] });
  expect(changed(tree.update(99, { value: 1 }))).toEqual({});
});

test("[TRE10] a new body of a component counts for the control that it stands in", () => {
  const component = (id: number, body: unknown): ControlMap => ({ _c: "C", _i: id, _b: body });
  const tree = treeOf();
  tree.apply(3, [[0], [0, 0, "controls", component(10, component(11, [text(12)]))]]);
  expect(tree.parentOf(12)?._i).toBe(3);
  const changes = tree.apply(11, [[0], [0, 0, "_b", [text(13)]]]);
  expect(changed(changes)).toEqual({ 3: ["controls"], 10: ["_b"], 11: ["_b"] });
  expect(
    changed(
      tree.apply(11, [
        [0, { _b: [1] }],
        [1, 1, 1, text(14)],
      ]),
    ),
  ).toEqual({
    3: ["controls"],
    10: ["_b"],
    11: ["_b"],
  });
});
