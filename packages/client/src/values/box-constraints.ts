import type { CSSProperties } from "preact";
import { definedCss } from "./defined-css.ts";
import { mapOf, numberOf } from "./scalars.ts";

/** The limits of a box's size; without end means none. */
export function boxConstraintsCss(value: unknown): CSSProperties {
  const limits = mapOf(value);
  return definedCss({
    minWidth: pixelsOf(limits?.min_width),
    maxWidth: pixelsOf(limits?.max_width),
    minHeight: pixelsOf(limits?.min_height),
    maxHeight: pixelsOf(limits?.max_height),
  });
}

function pixelsOf(value: unknown): string | undefined {
  const number = numberOf(value);
  return number === undefined || !Number.isFinite(number) ? undefined : `${number}px`;
}
