import type { ComponentChild, CSSProperties } from "preact";
import { colorOf } from "../values/color.ts";
import { choiceOf, numberOf, textOf } from "../values/scalars.ts";
import { fontCss, textStyleCss } from "../values/text-style.ts";
import { children } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { useTextSelection } from "./use-text-selection.ts";

const overflows = ["clip", "ellipsis", "fade", "visible"] as const;
const alignments = ["left", "right", "center", "justify", "start", "end"] as const;

/** A text with an optional list of spans. */
export function Text({ node, ctx, frame }: ControlProps): ComponentChild {
  const value = textOf(node.value) ?? "";
  const selectable = node.selectable === true && node.enable_interactive_selection !== false;
  const selection = useTextSelection(node, value);
  const { class: overflowClass, style: overflowStyle } = overflowOf(node);
  const label = textOf(node.semantics_label);
  const own: CSSProperties = {
    ...textStyleCss(node.style),
    ...colorsOf(node),
    ...fontCss(node),
    ...overflowStyle,
    ...frame.style,
  };
  const align = choiceOf(node.text_align, alignments, "start");
  if (align !== "start") own.textAlign = align;
  return (
    <div
      {...frame}
      {...(selectable ? selection : {})}
      {...(label === undefined ? {} : { role: "img", "aria-label": label })}
      class={`fl-text${themeClass(node.theme_style)}${overflowClass}${selectable ? " fl-text-selectable" : ""}`}
      style={own}
    >
      {value}
      {children(node.spans, inPlain(ctx))}
    </div>
  );
}

function colorsOf(node: ControlMap): CSSProperties {
  const color = colorOf(node.color);
  const backgroundColor = colorOf(node.bgcolor);
  return { ...(color ? { color } : {}), ...(backgroundColor ? { backgroundColor } : {}) };
}

function themeClass(style: unknown): string {
  const name = textOf(style);
  if (!name) return "";
  return ` fl-text-themed fl-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function overflowOf(node: ControlMap): { class: string; style: CSSProperties } {
  const overflow = choiceOf(node.overflow, overflows, "clip");
  const lines = numberOf(node.max_lines);
  const unwrapped = node.no_wrap === true;
  switch (overflow) {
    case "fade":
      return { class: " fl-text-fading", style: {} };
    case "ellipsis":
      if (unwrapped || (lines ?? 1) === 1) return { class: " fl-text-line", style: {} };
      return { class: " fl-text-clamped", style: { WebkitLineClamp: String(lines) } };
    default:
      return { class: "", style: clipped(unwrapped, lines, overflow === "visible") };
  }
}

function clipped(unwrapped: boolean, lines: number | undefined, visible: boolean): CSSProperties {
  const style: CSSProperties = unwrapped ? { whiteSpace: "pre" } : {};
  if (lines === undefined) return style;
  const maxHeight = `calc(${lines} * round(1em * var(--fl-leading), 1px))`;
  return { ...style, maxHeight, overflow: visible ? "visible" : "hidden" };
}
