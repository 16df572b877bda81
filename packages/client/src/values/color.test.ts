import { expect, test } from "@jest/globals";
import { colorOf, roleVariable } from "./color.ts";

test.each([
  ["red", "#f44336"],
  ["RED100", "#ffcdd2"],
  ["redaccent", "#ff5252"],
  ["blueaccent700", "#2962ff"],
  ["red123", "#f44336"], // an unknown shade is the base color
  ["black", "#000000"],
  ["black12", "#0000001f"],
  ["black26", "#00000042"],
  ["black38", "#00000061"],
  ["black45", "#00000073"],
  ["black54", "#0000008a"],
  ["black87", "#000000dd"],
  ["white10", "#ffffff1a"],
  ["white24", "#ffffff3d"],
  ["white30", "#ffffff4d"],
  ["white38", "#ffffff62"],
  ["white60", "#ffffff99"],
  ["white70", "#ffffffb3"],
  ["transparent", "transparent"],
  ["#80112233", "#11223380"],
  ["0xff112233", "#112233ff"],
  ["#abc", "#abc"],
  ["#8abc", "#abc8"],
  ["systemBlue", "light-dark(#007aff, #0a84ff)"],
  ["onSurfaceVariant", "var(--md-sys-color-on-surface-variant)"],
])("the color %s is %s in CSS", (wire, css) => {
  expect(colorOf(wire)).toBe(css);
});

test("an opacity multiplies the alpha", () => {
  expect(colorOf("red100,0.5")).toBe("color-mix(in srgb, #ffcdd2 50%, transparent)");
  expect(colorOf("primary,0.38")).toBe(
    "color-mix(in srgb, var(--md-sys-color-primary) 38%, transparent)",
  );
});

test("what is not a color is undefined", () => {
  for (const value of ["nosuch", "#xyz", "#12345", "", 7, null])
    expect(colorOf(value)).toBeUndefined();
});

test("role names are split into the words of Material's tokens", () => {
  expect(roleVariable("surfacecontainerhighest")).toBe("--md-sys-color-surface-container-highest");
  expect(roleVariable("onsecondarycontainer")).toBe("--md-sys-color-on-secondary-container");
  expect(roleVariable("ontertiaryfixedvariant")).toBe("--md-sys-color-on-tertiary-fixed-variant");
  expect(roleVariable("inverseprimary")).toBe("--md-sys-color-inverse-primary");
});
