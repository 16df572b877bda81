import { expect, test } from "@jest/globals";
import type { BaseControl } from "../core/base-control.ts";
import { toWire } from "../core/serialize.ts";
import * as ft from "../index.ts";
import { validate } from "./validate.ts";

function prepare(control: BaseControl): Record<string, unknown> {
  control.beforeUpdate();
  validate(control);
  return toWire(control) as Record<string, unknown>;
}

test("buttons send the style that follows from their shortcuts, and drop it again", () => {
  const button = ft.FilledButton("a", { bgcolor: "red", style: ft.ButtonStyle({ color: "blue" }) });
  expect(prepare(button)).toMatchObject({
    _c: "FilledButton",
    _internals: { style: { color: "blue", bgcolor: "red", elevation: 1 } },
  });
  button.bgcolor = null;
  button.style = null;
  expect(prepare(button)).toEqual({ _c: "FilledButton", _i: 0, content: "a" });
  const icon = ft.IconButton(ft.Icons.ADD, { mouseCursor: "click" });
  expect(prepare(icon)).toMatchObject({ _internals: { style: { mouse_cursor: "click" } } });
});

test("constant hints for the client are there from the start", () => {
  expect(prepare(ft.Container())).toMatchObject({
    _internals: { skip_properties: ["width", "height", "margin"] },
  });
  expect(prepare(ft.Stack())).toMatchObject({ _internals: { host_positioned: true } });
});

test("colors fill a field, expansion stretches a canvas, a slider starts at its minimum", () => {
  expect(prepare(ft.TextField({ hoverColor: "red" }))).toMatchObject({ filled: true });
  expect(prepare(ft.TextField({ hoverColor: "red", filled: false }))).toMatchObject({
    filled: false,
  });
  expect(prepare(ft.canvas.Canvas({ expand: true }))).toMatchObject({
    width: Number.POSITIVE_INFINITY,
  });
  expect(prepare(ft.CupertinoSlider({ min: 2, max: 5 }))).toMatchObject({ value: 2 });
});

const refused: readonly [string, () => BaseControl, string][] = [
  ["a button without content", () => ft.Button(), "icon or content"],
  [
    "a value beyond the maximum",
    () => ft.Slider({ min: 0, max: 1, value: 2 }),
    "value must be at most max (1), got 2",
  ],
  ["an opacity of 2", () => ft.Text("a", { opacity: 2 }), "opacity must be between 0 and 1, got 2"],
  [
    "hidden content",
    () => ft.SafeArea(ft.Text("a", { visible: false })),
    "content must be a visible control",
  ],
  [
    "one destination",
    () => ft.NavigationBar([ft.NavigationBarDestination(ft.Icons.ADD)]),
    "at least 2 visible",
  ],
  [
    "a tab that is not there",
    () => ft.Tabs(ft.Text("a"), 2, { selectedIndex: 2 }),
    "selectedIndex (2)",
  ],
  ["an empty dialog", () => ft.AlertDialog(), "nothing to display"],
  ["an option without text", () => ft.DropdownOption(), "key or text"],
  ["a wrong interval", () => ft.CupertinoTimerPicker({ minuteInterval: 7 }), "factor of 60"],
  ["a length of -2", () => ft.TextField({ maxLength: -2 }), "greater than 0 or -1"],
  [
    "a row without its cell",
    () => ft.DataTable([ft.DataColumn("a"), ft.DataColumn("b")], [ft.DataRow([ft.DataCell("1")])]),
    "as many visible cells",
  ],
  [
    "a chip with two uses",
    () => ft.Chip("a", { onSelect: () => {}, onClick: () => {} }),
    "cannot be used together",
  ],
  [
    "a day that is not shown",
    () => ft.CupertinoDatePicker({ showDayOfWeek: true }),
    "showDayOfWeek",
  ],
];

test.each(refused)("%s is refused with the reason", (_title, make, message) => {
  expect(() => prepare(make())).toThrow(message);
});

test("the same reason comes once until the control is valid again", () => {
  const text = ft.Text("a", { opacity: 2 });
  expect(() => validate(text)).toThrow(RangeError);
  expect(() => validate(text)).not.toThrow();
  text.opacity = 1;
  validate(text);
  text.opacity = 2;
  expect(() => validate(text)).toThrow("opacity");
});
