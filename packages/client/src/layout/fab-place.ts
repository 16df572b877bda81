import type { CSSProperties } from "preact";
import { mapOf, numberOf, textOf } from "../values/scalars.ts";

const margin = 16;
const miniMargin = 4;

/** Where a View's floating button is, as CSS insets of its body: a named place, or an offset from the place at the end. */
export function fabPlace(location: unknown): CSSProperties {
  const offset = mapOf(location);
  if (offset) {
    return {
      insetInlineEnd: `${margin - (numberOf(offset.x) ?? 0)}px`,
      bottom: `${margin - (numberOf(offset.y) ?? 0)}px`,
    };
  }
  const name = textOf(location)?.toLowerCase() ?? "endfloat";
  const distance = name.startsWith("mini") ? miniMargin : margin;
  const style: CSSProperties = {};
  if (name.includes("start")) style.insetInlineStart = `${distance}px`;
  else if (name.includes("center"))
    Object.assign(style, { insetInline: "0", marginInline: "auto" });
  else style.insetInlineEnd = `${distance}px`;
  if (name.endsWith("top")) Object.assign(style, { top: "0", translate: "0 -50%" });
  else if (name.endsWith("docked")) Object.assign(style, { bottom: "0", translate: "0 50%" });
  else style.bottom = name.endsWith("contained") ? "0" : `${margin}px`;
  return style;
}
