import { expect, test } from "@jest/globals";
import type { ControlMap } from "../view/control-map.ts";
import type { Offers } from "../view/registry.ts";
import { fillOf } from "./fill.ts";
import { layoutControls } from "./registry.ts";

let nextId = 1;
const node = (_c: string, properties: Record<string, unknown> = {}): ControlMap => {
  nextId += 1;
  return { _c, _i: nextId, ...properties };
};
const box = node("Container", { width: 10, height: 10 });
const bounded: Offers = { width: "loose", height: "loose" };
const inColumn: Offers = { width: "loose", height: "free" };
const fill = (control: ControlMap, offers: Offers) =>
  fillOf(control, offers, (type) => layoutControls[type]?.fill, { width: 800 });

test("a Row takes the width it is offered, a Column the height", () => {
  expect(fill(node("Row", { controls: [box] }), bounded)).toEqual({ width: true, height: false });
  expect(fill(node("Column", { controls: [box] }), bounded)).toEqual({
    width: false,
    height: true,
  });
});

test("nothing is taken of an axis without a limit", () => {
  expect(fill(node("Column", { controls: [box] }), inColumn)).toEqual({
    width: false,
    height: false,
  });
});

test("a tight Row takes no more than its children, unless one of them expands", () => {
  const child = node("Container", { expand: true, content: box });
  expect(fill(node("Row", { tight: true, controls: [box] }), bounded).width).toBe(false);
  expect(fill(node("Row", { tight: true, controls: [child] }), bounded).width).toBe(true);
});

test("a Container is as its content, without content or with an alignment it takes all", () => {
  expect(fill(node("Container", { content: box }), bounded)).toEqual({
    width: false,
    height: false,
  });
  expect(fill(node("Container"), bounded)).toEqual({ width: true, height: true });
  const aligned = node("Container", { content: box, alignment: { x: 0, y: 0 } });
  expect(fill(aligned, bounded)).toEqual({ width: true, height: true });
});

test("across, a line takes what one of its children takes", () => {
  const row = node("Row", { controls: [node("Column", { controls: [box] })] });
  expect(fill(row, bounded).height).toBe(true);
});

test("an own size takes nothing, an endless one takes all", () => {
  expect(fill(node("Row", { width: 50, controls: [] }), bounded).width).toBe(false);
  expect(fill(node("Row", { width: Number.POSITIVE_INFINITY }), bounded).width).toBe(true);
});
