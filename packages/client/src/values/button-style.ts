import type { CSSProperties } from "preact";
import { borderSideCss } from "./border-side.ts";
import { colorOf } from "./color.ts";
import { elevationShadow } from "./elevation.ts";
import { mapOf, numberOf } from "./scalars.ts";
import { shapeOf } from "./shape.ts";
import { type ControlState, stateValue } from "./state-value.ts";

type Read = (value: unknown) => string | undefined;

const readers: Readonly<Record<string, readonly [variable: string, read: Read]>> = {
  color: ["--fl-fg", colorOf],
  bgcolor: ["--fl-bg", colorOf],
  overlay_color: ["--fl-overlay", colorOf],
  elevation: ["--fl-shadow", elevationShadow],
  side: ["--fl-side", borderSideCss],
  shape: ["--fl-radius", (value) => shapeOf(value)?.radius],
  icon_color: ["--fl-icon-fg", colorOf],
  icon_size: ["--fl-icon-size", pixels],
};

const states = ["hovered", "focused", "pressed"] as const;

/**
 * The custom properties of a button style: `--fl-bg` for the resting (or `base`) state and
 * `--fl-bg-hovered`, `-focused`, `-pressed` where they differ, so that CSS follows the pointer by itself.
 */
export function buttonStyleCss(value: unknown, base: readonly ControlState[]): CSSProperties {
  const style = mapOf(value);
  if (!style) return {};
  const css: Record<string, string> = {};
  for (const [property, [variable, read]] of Object.entries(readers)) {
    const rest = read(stateValue(style[property], base));
    if (rest !== undefined) css[variable] = rest;
    for (const state of states) {
      const active: ControlState[] = state === "pressed" ? ["pressed", "hovered"] : [state];
      const changed = read(stateValue(style[property], [...active, ...base]));
      if (changed !== undefined && changed !== rest) css[`${variable}-${state}`] = changed;
    }
  }
  return css;
}

function pixels(value: unknown): string | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : `${number}px`;
}
