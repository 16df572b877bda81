import { mapOf, numberOf } from "./scalars.ts";

const corners = ["top_left", "top_right", "bottom_right", "bottom_left"];

/** Reads a border radius (one number or a map of corners) as CSS; undefined if there is none. */
export function borderRadiusCss(value: unknown): string | undefined {
  const all = numberOf(value);
  if (all !== undefined) return `${all}px`;
  const map = mapOf(value);
  if (!map) return undefined;
  return corners.map((corner) => `${numberOf(map[corner]) ?? 0}px`).join(" ");
}
