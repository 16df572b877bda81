import type { CSSProperties } from "preact";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { durationOf } from "../values/duration.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import { textStyleCss } from "../values/text-style.ts";
import type { ControlMap } from "../view/control-map.ts";
import { isShown } from "./is-shown.ts";

/** The look of the input in a field: its text, cursor, selection, and the hint whose style is given. */
export function inputCss(node: ControlMap, hintStyle: unknown): CSSProperties {
  const around = edgesOf(node.scroll_padding);
  return {
    ...hintCss(node, hintStyle),
    ...definedCss({
      "--fl-least-lines": numberOf(node.min_lines),
      "--fl-most-lines": numberOf(node.max_lines),
      "--fl-caret": node.show_cursor === false ? "transparent" : caretColorOf(node),
      "--fl-selection": colorOf(node.selection_color),
      textAlign: textAlignCss(node),
      scrollMargin: around && edgesCss(around),
      pointerEvents: node.ignore_pointers === true ? "none" : undefined,
      userSelect: node.enable_interactive_selection === false ? "none" : undefined,
    }),
  };
}

/** The look of the text that an empty input shows. */
export function hintCss(node: ControlMap, hintStyle: unknown): CSSProperties {
  const { color, fontSize, fontWeight, fontStyle } = textStyleCss(hintStyle) as Readonly<
    Record<string, string | undefined>
  >;
  const fade = node.hint_fade_duration ?? undefined;
  return definedCss({
    "--fl-hint": color,
    "--fl-hint-size": fontSize,
    "--fl-hint-weight": fontWeight,
    "--fl-hint-slant": fontStyle,
    "--fl-hint-lines": numberOf(node.hint_max_lines),
    "--fl-hint-fade": fade === undefined ? undefined : `${durationOf(fade)}ms`,
  });
}

/** Where the text stands in its line; undefined at the start. */
export function textAlignCss(node: ControlMap): string | undefined {
  const align = textOf(node.text_align);
  return align === "start" ? undefined : align;
}

/** The color of the cursor, which tells of an error too. */
export function caretColorOf(node: ControlMap): string | undefined {
  return isShown(node.error)
    ? (colorOf(node.cursor_error_color) ?? "var(--md-sys-color-error)")
    : colorOf(node.cursor_color);
}

/** Where the text stands in a field that is higher than it: the nearest of top, middle and bottom. */
export function textHeightCss(node: ControlMap): CSSProperties {
  const y = numberOf(node.text_vertical_align);
  if (y === undefined) return {};
  const place = y < -0.5 ? "flex-start" : y > 0.5 ? "flex-end" : "center";
  return { "--fl-text-place": place } as CSSProperties;
}
