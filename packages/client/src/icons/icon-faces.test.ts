import { expect, test } from "@jest/globals";
import { distances, iconFaces } from "./icon-faces.ts";
import { iconGlyph, isMirrored } from "./icon-glyph.ts";
import { mirroredIcons } from "./mirrored-icons.ts";

test("the last files end with the last icon of their list", () => {
  const ranges = iconFaces().map(({ range }) => range);
  expect(ranges).toContain("U+f2200-f2278");
  expect(ranges.at(-1)).toBe("U+f4500-f4529");
});

test("distances are summed up", () => {
  expect(distances("0 16 1 3")).toEqual([0, 16, 17, 20]);
});

test("an icon becomes a character of its own plane", () => {
  expect(iconGlyph(65604)).toBe("\u{f0044}"); // ADD
  expect(iconGlyph(131072)).toBe("\u{f4000}");
  expect(iconGlyph(3 << 16)).toBeUndefined();
  expect(iconGlyph(null)).toBeUndefined();
});

test("arrows are mirrored, a plus sign is not", () => {
  expect(isMirrored(65957, mirroredIcons)).toBe(true); // ARROW_BACK
  expect(isMirrored(65604, mirroredIcons)).toBe(false);
});
