import { colorOf } from "./color.ts";
import { mapOf, numberOf } from "./scalars.ts";

/** One line of a border as CSS (`2px solid #f44336`); undefined if there is none. */
export function borderSideCss(value: unknown): string | undefined {
  const side = mapOf(value);
  if (!side) return undefined;
  if (side.style === "none") return "0 none transparent";
  return `${numberOf(side.width) ?? 1}px solid ${colorOf(side.color) ?? "#000000"}`;
}
