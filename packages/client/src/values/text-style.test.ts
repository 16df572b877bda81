import { expect, test } from "@jest/globals";
import { textShadowCss, textStyleCss, weightCss } from "./text-style.ts";

test("only what a style sets becomes CSS", () => {
  expect(textStyleCss({ size: 20, weight: "bold" })).toEqual({
    fontSize: "20px",
    fontWeight: "bold",
  });
  expect(textStyleCss(undefined)).toEqual({});
});

test("a height is the leading that lines are computed from", () => {
  expect(textStyleCss({ height: 2, letter_spacing: 1 })).toEqual({
    "--fl-leading": 2,
    letterSpacing: "1px",
  });
});

test("decorations are a mask of lines", () => {
  expect(textStyleCss({ decoration: 5 }).textDecorationLine).toBe("underline line-through");
  expect(textStyleCss({ decoration: 0 }).textDecorationLine).toBe("none");
});

test("a family falls back to Roboto", () => {
  expect(textStyleCss({ font_family: 'My "Font"' }).fontFamily).toBe(
    '"My \\"Font\\"",Roboto,sans-serif',
  );
});

test("weights are numbers in CSS, unknown ones nothing", () => {
  expect(weightCss("w600")).toBe("600");
  expect(weightCss("heavy")).toBeUndefined();
});

test("shadows may be one or several", () => {
  expect(textShadowCss({ offset: { x: 1, y: 2 }, blur_radius: 3, color: "red" })).toBe(
    "1px 2px 3px #f44336",
  );
  expect(textShadowCss([{}, {}])).toBe("0px 0px 0px #000,0px 0px 0px #000");
});
