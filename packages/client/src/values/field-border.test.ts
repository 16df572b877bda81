import { expect, test } from "@jest/globals";
import { fieldBorderOf } from "./field-border.ts";

test("a field has an outline unless it says otherwise", () => {
  expect(fieldBorderOf({})).toEqual({ type: "outline", css: {} });
  expect(fieldBorderOf({ border: { _type: "underline" } }).type).toBe("underline");
  expect(fieldBorderOf({ border: "none" }).type).toBe("none"); // the older form
});

test("a side and a radius of the border hold in every state", () => {
  const border = { _type: "outline", side: { width: 3, color: "red" }, border_radius: 9 };
  expect(fieldBorderOf({ border }).css).toEqual({
    "--fl-border": "3px solid #f44336",
    "--fl-radius": "9px",
  });
});

test("states may have other sides", () => {
  const border = {
    focused: { _type: "outline", side: { color: "blue", width: 2 } },
    default: { _type: "outline", side: { color: "red" } },
  };
  expect(fieldBorderOf({ border }).css).toEqual({
    "--fl-border": "1px solid #f44336",
    "--fl-border-focused": "2px solid #2196f3",
  });
});

test("the older properties count when the border has no side", () => {
  const css = fieldBorderOf({ border_color: "red", border_radius: 8 }).css;
  expect(css).toEqual({
    "--fl-radius": "8px",
    "--fl-border": "1px solid #f44336",
    "--fl-border-focused": "2px solid #f44336",
  });
  expect(fieldBorderOf({ border_radius: 8 }).css).toEqual({ "--fl-radius": "8px" });
});
