import { expect, test } from "@jest/globals";
import { controlIds } from "../scripts/emit-public.ts";
import { generateSdk, staleFiles } from "../scripts/generate.ts";
import { identifier } from "../scripts/names.ts";
import { readSource, type Schema } from "../scripts/schema.ts";
import * as ft from "./index.ts";

const schema = readSource<Schema>("flet-schema.json");
const exported: Readonly<Record<string, unknown>> = ft;

test("generating again changes nothing", () => {
  expect(staleFiles()).toEqual([]);
  expect(generateSdk().size).toBeGreaterThan(10);
});

test("every public control, value, event and enumeration of the schema is exported", () => {
  const values = Object.entries(schema.values).filter(([, node]) => node.public !== false);
  const enums = Object.entries(schema.enums).filter(([, node]) => node.public !== false);
  const ids = [
    ...controlIds(schema),
    ...values.map(([id]) => id),
    ...enums.map(([id]) => id),
    ...Object.keys(schema.events),
    "Page",
    "BasePage",
    "MultiView",
    "BaseControl",
  ];
  expect(ids.filter((id) => find(id) === undefined)).toEqual([]);
  expect(ids.length).toBeGreaterThan(450);
});

function find(id: string): unknown {
  if (id === "dropdownm2.Option") return ft.dropdownm2.Option;
  if (id.startsWith("canvas.Path.")) return Reflect.get(ft.canvas.Path, id.slice(12));
  if (id.startsWith("canvas.")) return Reflect.get(ft.canvas, id.slice(7));
  return exported[id === "Event" ? "Event" : identifier(id)];
}

test("enumerations hold the wire values and cannot be changed", () => {
  for (const [id, node] of Object.entries(schema.enums)) {
    if (node.public === false) continue;
    const members = find(id) as Readonly<Record<string, unknown>>;
    for (const { name, value } of node.values) expect(members[name]).toBe(value);
    expect(Object.isFrozen(members)).toBe(true);
  }
});

test("icons have the numbers of the icon tables, before and after they were unpacked", () => {
  expect(ft.Icons.ADD).toBe(0x10044);
  expect("ZOOM_OUT_SHARP" in ft.Icons).toBe(true);
  expect(Object.keys(ft.Icons)).toHaveLength(8825);
  expect(Object.keys(ft.CupertinoIcons)).toHaveLength(1322);
  expect(ft.CupertinoIcons.ZZZ).toBe(132_393);
  expect(ft.Icons.random([ft.Icons.ADD])).not.toBe(ft.Icons.ADD);
});

test("colors have wire names, an opacity is appended", () => {
  expect(ft.Colors.BLUE_200).toBe("blue200");
  expect(ft.CupertinoColors.SYSTEM_RED).toBe("systemRed");
  expect(ft.Colors.withOpacity(0.5, ft.Colors.RED)).toBe("red,0.5");
  expect(() => ft.Colors.withOpacity(2, "red")).toThrow("between 0 and 1");
  expect(
    ft.Colors.random(Object.values(ft.Colors).filter((color) => color !== "red") as string[]),
  ).toBe("red");
});

test("instanceof knows bases that were mixed in, and classes of authors", () => {
  class Panel extends ft.Column {}
  const panel = new Panel([ft.Text("a")], { spacing: 3 });
  expect(panel.spacing).toBe(3);
  for (const base of [
    ft.Column,
    ft.LayoutControl,
    ft.ScrollableControl,
    ft.AdaptiveControl,
    ft.Control,
  ]) {
    expect(panel).toBeInstanceOf(base);
  }
  expect(panel).not.toBeInstanceOf(ft.Row);
  expect(ft.Text("a")).not.toBeInstanceOf(ft.ScrollableControl);
  expect(ft.Column()).not.toBeInstanceOf(Panel);
});

test("what a class requires must be given, by position or by name", () => {
  expect(() => ft.Tabs()).toThrow('Tabs needs "content"');
  expect(() => ft.Alignment(1)).toThrow('Alignment needs "y"');
  expect(ft.Tabs(ft.Text("a"), { length: 1 }).length).toBe(1);
  expect(ft.Alignment({ x: 1, y: 0 }).x).toBe(1);
});

test("base classes that are not to be constructed say what to use", () => {
  expect(() => Reflect.construct(ft.InputBorder, [])).toThrow("base class");
  expect(ft.InputBorder.OUTLINE).toBeInstanceOf(ft.OutlineInputBorder);
  expect(ft.OutlineInputBorder()).toBeInstanceOf(ft.InputBorder);
});
