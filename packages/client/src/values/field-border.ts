import type { CSSProperties } from "preact";
import { borderRadiusCss } from "./border-radius.ts";
import { borderSideCss } from "./border-side.ts";
import { colorOf } from "./color.ts";
import { definedCss } from "./defined-css.ts";
import { mapOf, numberOf } from "./scalars.ts";
import { type ControlState, isStateMap, stateValue } from "./state-value.ts";

/** The border of an input field. */
export interface FieldBorder {
  readonly type: "outline" | "underline" | "none";
  readonly css: CSSProperties;
}

const states: readonly ControlState[] = ["focused", "error", "disabled"];

/** Reads `border` (a map, a map by state, or the older text) with the older properties beside it. */
export function fieldBorderOf(node: Readonly<Record<string, unknown>>): FieldBorder {
  const rest = resolved(node.border, []);
  const css: Record<string, string | undefined> = {};
  const side = borderSideCss(rest.side);
  if (side) css["--fl-border"] = side;
  css["--fl-radius"] = borderRadiusCss(rest.border_radius);
  for (const state of states) {
    const other = resolved(node.border, [state]);
    const otherSide = borderSideCss(other.side);
    if (otherSide && otherSide !== side) css[`--fl-border-${state}`] = otherSide;
  }
  if (!isStateMap(node.border) && !side) Object.assign(css, olderCss(node));
  return { type: typeOf(rest, node.border), css: definedCss(css) };
}

function resolved(
  border: unknown,
  active: readonly ControlState[],
): Readonly<Record<string, unknown>> {
  return mapOf(stateValue(border, active)) ?? {};
}

function typeOf(rest: Readonly<Record<string, unknown>>, border: unknown): FieldBorder["type"] {
  const type = rest._type ?? border;
  return type === "underline" || type === "none" ? type : "outline";
}

function olderCss(node: Readonly<Record<string, unknown>>): Record<string, string | undefined> {
  const radius = borderRadiusCss(node.border_radius);
  const line = (color: unknown, width: unknown, usual: string, usualWidth: number) => {
    const [ownColor, ownWidth] = [colorOf(color), numberOf(width)];
    if (!ownColor && ownWidth === undefined) return undefined;
    return `${ownWidth ?? usualWidth}px solid ${ownColor ?? usual}`;
  };
  const rest = line(node.border_color, node.border_width, "var(--md-sys-color-outline)", 1);
  return {
    ...(radius ? { "--fl-radius": radius } : {}),
    "--fl-border": rest,
    "--fl-border-focused":
      line(
        node.focused_border_color ?? node.border_color,
        node.focused_border_width ?? node.border_width,
        "var(--md-sys-color-primary)",
        2,
      ) ?? rest,
  };
}
