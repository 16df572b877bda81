import { expect, test } from "@jest/globals";
import { parseTex } from "./parse-tex.ts";
import type { TexNode } from "./tex-node.ts";

/** A formula as a line: names with what is in them. */
function line({ name, content }: TexNode): string {
  if (typeof content === "string") return content;
  return `${name}(${content.map(line).join(" ")})`;
}

const read = (source: string) => line(parseTex(source));

test.each([
  ["E = mc^2", "mrow(E = m msup(c 2))"],
  ["x_i^{n+1}", "mrow(msubsup(x i mrow(n + 1)))"],
  ["\\frac{a}{b} - \\sqrt[3]{x}", "mrow(mfrac(a b) − mroot(x 3))"],
  ["\\sum_{i=1}^\\infty i", "mrow(munderover(∑ mrow(i = 1) ∞) i)"],
  ["\\int_0^1 f'(x)\\,dx", "mrow(msubsup(∫ 0 1) msup(f ′) ( x ) mspace() d x)"],
  ["\\left( \\frac12 \\right]", "mrow(mrow(( mfrac(1 2) ]))"],
  [
    "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
    "mrow(mrow(( mtable(mtr(mtd(a) mtd(b)) mtr(mtd(c) mtd(d))) )))",
  ],
  ["\\vec{v} \\cdot \\mathbb{R}", "mrow(mover(v →) ⋅ mstyle(ℝ))"],
  ["\\text{if } x \\in A", "mrow(if  x ∈ A)"],
  ["\\unknown{x}", "mrow(\\unknown x)"],
])("%s is read", (source, expected) => {
  expect(read(source)).toBe(expected);
});

test.each([
  "{",
  "}",
  "\\frac",
  "\\left(",
  "\\begin{matrix} a",
  "^",
  "_{",
  "\\sqrt[",
  "\\",
  "a & b",
])("%s, which is not whole, comes to an end", (source) => {
  expect(() => parseTex(source)).not.toThrow();
});

test("what is nested without end is cut off", () => {
  expect(() => parseTex("{".repeat(20_000))).not.toThrow();
  expect(() => parseTex("\\frac".repeat(20_000))).not.toThrow();
});
