import { expect, test } from "@jest/globals";
import { BreakpointPicker } from "./breakpoints.ts";

const columns = { xs: 12, md: 6, xl: 3 };

test.each([
  [400, 12],
  [768, 6],
  [1199, 6],
  [1200, 3],
])("at a page width of %d the value is %d", (width, value) => {
  expect(new BreakpointPicker(width).pick(columns)).toBe(value);
});

test("a plain number holds for all widths", () => {
  expect(new BreakpointPicker(0).pick(4)).toBe(4);
});

test("a map without a value for this width has none", () => {
  expect(new BreakpointPicker(500).pick({ md: 6 })).toBeUndefined();
});

test("an app may have breakpoints of its own", () => {
  expect(new BreakpointPicker(500).pick({ wide: 2, xs: 1 }, { xs: 0, wide: 450 })).toBe(2);
});
