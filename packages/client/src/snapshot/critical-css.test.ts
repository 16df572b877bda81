import { expect, test } from "@jest/globals";
import { criticalCss } from "./critical-css.ts";

function critical(sheet: string, classes: readonly string[], others = ""): string {
  return criticalCss(sheet, { classes: new Set(classes), root: "#snap", others });
}

test("rules of classes that the page uses stay, in their layers and media", () => {
  const sheet =
    "@layer fl{.a{color:red}.b{color:blue}@media(forced-colors:active){.a{color:CanvasText}.b{color:Canvas}}}";
  expect(critical(sheet, ["a"])).toBe(
    "@layer fl{.a{color:red}@media(forced-colors:active){.a{color:CanvasText}}}",
  );
});

test("of a list of selectors those stay that can match", () => {
  expect(critical(".a,.b .a,.a:not(.c,.d){top:0}", ["a"])).toBe(".a,.a:not(.c,.d){top:0}");
});

test("what happens under a pointer or focus, in print or with fonts is not needed", () => {
  const sheet =
    '.a:hover{top:0}.a:focus-visible{top:0}@media print{.a{top:0}}@font-face{font-family:"x"}@import "x";';
  expect(critical(sheet, ["a"])).toBe("");
});

test("the root's selector becomes the snapshot's", () => {
  expect(critical("#flotilla,#flotilla .a{top:0}", ["a"])).toBe("#snap,#snap .a{top:0}");
});

test("only variables that something reads stay, with those that they read", () => {
  const sheet = "#flotilla{--a: var(--b);--b: 1px;--c: 2px;--d: 3px}.a{top:var(--a)}";
  expect(critical(sheet, ["a"], ".fs0{left:var(--d)}")).toBe(
    "#snap{--a: var(--b);--b: 1px;--d: 3px}.a{top:var(--a)}",
  );
});

test("animations that no rule names are left out", () => {
  const sheet =
    "@keyframes turn{to{rotate:1turn}}@keyframes fade{to{opacity:0}}.a{animation:turn 1s}";
  expect(critical(sheet, ["a"])).toBe("@keyframes turn{to{rotate:1turn}}.a{animation:turn 1s}");
});
