import type { Patch } from "@flotilla/protocol";
import { ControlTree } from "@flotilla/tree";
import { expect, test } from "@jest/globals";
import { UiStore } from "./ui-store.ts";

const column = {
  _c: "Column",
  _i: 10,
  controls: [
    { _c: "Text", _i: 11, value: "a" },
    { _c: "Tabs", _i: 12, controls: [{ _c: "Tab", _i: 13, label: "one" }] },
    { _c: "C", _i: 14, _b: { _c: "Text", _i: 15, value: "b" } },
  ],
};

function scene(fillChanges: readonly number[] = []) {
  const frames: (() => void)[] = [];
  const store = new UiStore(new ControlTree(), { request: (draw) => frames.push(draw) });
  store.commit(store.tree.merge({ views: [column] }));
  const drawn: number[] = [];
  for (const id of [1, 10, 11, 12, 15]) {
    store.subscribe(id, {
      redraw: () => drawn.push(id),
      hasOtherFill: () => fillChanges.includes(id),
    });
  }
  frames.length = 0;
  const change = (id: number, ...ops: Patch[1][]) => {
    store.commit(store.tree.apply(id, [[0], ...ops] as unknown as Patch));
  };
  const frame = () => {
    for (const draw of frames.splice(0)) draw();
    return drawn.splice(0).sort((a, b) => a - b);
  };
  return { change, frame };
}

test("a change draws its control once in the next frame, however many patches there were", () => {
  const { change, frame } = scene();
  change(11, [0, 0, "value", "x"]);
  change(11, [0, 0, "value", "y"]);
  expect(frame()).toEqual([11]);
  expect(frame()).toEqual([]);
});

test("what a parent reads of its child draws the parent too", () => {
  const { change, frame } = scene();
  change(11, [0, 0, "visible", false]);
  expect(frame()).toEqual([10, 11]);
});

test("a part that is not drawn by itself draws the control that shows it", () => {
  const { change, frame } = scene();
  change(13, [0, 0, "label", "two"]);
  expect(frame()).toContain(12);
});

test("a new body of a component draws the control that it stands in", () => {
  const { change, frame } = scene();
  change(14, [0, 0, "_b", { _c: "Text", _i: 16 }]);
  expect(frame()).toContain(10);
});

test("a control that takes other space draws those around it, as far as they do so too", () => {
  const { change, frame } = scene([11, 10]);
  change(11, [0, 0, "alignment", "end"]);
  expect(frame()).toEqual([10, 11]);
});

test("controls that are not drawn any more are left alone", () => {
  const store = new UiStore(new ControlTree(), { request: (draw) => draw() });
  store.commit(store.tree.merge({ views: [column] }));
  let drawn = 0;
  const undo = store.subscribe(11, { redraw: () => (drawn += 1), hasOtherFill: () => false });
  undo();
  store.touch(11);
  expect(drawn).toBe(0);
});
