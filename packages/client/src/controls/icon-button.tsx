import type { ComponentChild, CSSProperties } from "preact";
import { buttonStyleCss } from "../values/button-style.ts";
import { colorOf } from "../values/color.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { mapOf, numberOf } from "../values/scalars.ts";
import type { ControlState } from "../values/state-value.ts";
import { stateValue } from "../values/state-value.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { contentPlaceCss, styleOf } from "./button.tsx";
import { iconOrChild } from "./icon-of.tsx";
import { tightClass } from "./tight-class.ts";
import { tooltipName } from "./tooltip-text.ts";
import { usePress } from "./use-press.ts";

const kinds: Readonly<Record<string, string>> = {
  IconButton: "",
  FilledIconButton: " fl-filled",
  FilledTonalIconButton: " fl-tonal",
  OutlinedIconButton: " fl-outlined",
};

/** A round button with an icon only; a toggle if it has `selected`. */
export function IconButton({ node, ctx, frame }: ControlProps): ComponentChild {
  const press = usePress(node, { disabled: ctx.disabled });
  const toggle = typeof node.selected === "boolean";
  const selected = node.selected === true;
  const states: ControlState[] = [
    ...(ctx.disabled ? (["disabled"] as const) : []),
    ...(selected ? (["selected"] as const) : []),
  ];
  const icon = selected ? (node.selected_icon ?? node.icon) : node.icon;
  return (
    <button
      {...frame}
      {...press}
      {...tooltipName(node)}
      {...(toggle ? { "aria-pressed": selected } : {})}
      type="button"
      disabled={ctx.disabled}
      class={`fl-button fl-icon-button${kinds[node._c] ?? ""}${tightClass(ctx)}`}
      style={{
        ...ownCss(node, states),
        ...contentPlaceCss(node.alignment),
        ...buttonStyleCss(styleOf(node), states),
        ...frame.style,
      }}
    >
      {iconOrChild(icon, inPlain(ctx))}
    </button>
  );
}

function ownCss(node: ControlMap, states: readonly ControlState[]): CSSProperties {
  const css: CSSProperties = {};
  const put = (name: string, value: string | undefined) => {
    if (value !== undefined) css[name] = value;
  };
  const size = numberOf(node.icon_size);
  put("--fl-icon-size", size === undefined ? undefined : `${size}px`);
  const selectedColor = states.includes("selected") ? colorOf(node.selected_icon_color) : undefined;
  put(
    "--fl-fg",
    states.includes("disabled")
      ? colorOf(node.disabled_color)
      : (selectedColor ?? colorOf(node.icon_color)),
  );
  put("--fl-overlay-hovered", colorOf(node.hover_color));
  put("--fl-overlay-focused", colorOf(node.focus_color));
  put("--fl-overlay-pressed", colorOf(node.highlight_color));
  const padding = edgesOf(stateValue(styleOf(node).padding, states) ?? node.padding);
  if (padding) css.padding = edgesCss(padding);
  const limits = mapOf(node.size_constraints);
  if (limits) {
    css.minWidth = `${numberOf(limits.min_width) ?? 0}px`;
    css.minHeight = `${numberOf(limits.min_height) ?? 0}px`;
    const [maxWidth, maxHeight] = [numberOf(limits.max_width), numberOf(limits.max_height)];
    if (maxWidth !== undefined && Number.isFinite(maxWidth)) css.maxWidth = `${maxWidth}px`;
    if (maxHeight !== undefined && Number.isFinite(maxHeight)) css.maxHeight = `${maxHeight}px`;
  }
  return css;
}
