import type { ComponentChild, CSSProperties } from "preact";
import { alignmentOf } from "../values/alignment.ts";
import { buttonStyleCss } from "../values/button-style.ts";
import { colorOf } from "../values/color.ts";
import { edgesOf } from "../values/edges.ts";
import { mapOf } from "../values/scalars.ts";
import { type ControlState, stateValue } from "../values/state-value.ts";
import { textStyleCss } from "../values/text-style.ts";
import { textOrChild } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { densityClass } from "./density.ts";
import { iconOrChild } from "./icon-of.tsx";
import { clippedClass, tightClass } from "./tight-class.ts";
import { usePress } from "./use-press.ts";

const kinds: Readonly<Record<string, string>> = {
  Button: "raised",
  FilledButton: "filled",
  FilledTonalButton: "tonal",
  OutlinedButton: "outlined",
  TextButton: "plain",
};

/** A button with a label, an icon, or both. */
export function Button({ node, ctx, frame }: ControlProps): ComponentChild {
  const style = styleOf(node);
  const states: ControlState[] = ctx.disabled ? ["disabled"] : [];
  const press = usePress(node, { disabled: ctx.disabled });
  const inside = inPlain(ctx);
  const hasIcon = node.icon !== undefined && node.icon !== null;
  const iconColor = colorOf(node.icon_color);
  return (
    <button
      {...frame}
      {...press}
      type="button"
      disabled={ctx.disabled}
      class={`fl-button fl-${kinds[node._c] ?? "plain"} fl-type fl-label-large${hasIcon ? " fl-with-icon" : ""}${densityClass(style.visual_density)}${tightClass(ctx)}${clippedClass(node)}`}
      style={{
        ...buttonStyleCss(style, states),
        ...placementCss(style, states),
        ...textStyleCss(stateValue(style.text_style, states)),
        ...frame.style,
      }}
    >
      {hasIcon && iconOrChild(node.icon, inside, iconColor ? { color: iconColor } : {})}
      {textOrChild(node.content, inside)}
    </button>
  );
}

/** The style that holds: what the server computed from `style`, `color`, `bgcolor` and `elevation`. */
export function styleOf(node: ControlMap): Readonly<Record<string, unknown>> {
  return mapOf(mapOf(node._internals)?.style) ?? mapOf(node.style) ?? {};
}

function placementCss(
  style: Readonly<Record<string, unknown>>,
  states: readonly ControlState[],
): CSSProperties {
  const css: CSSProperties = {};
  const padding = edgesOf(stateValue(style.padding, states));
  if (padding) {
    const { top, right, bottom, left } = padding;
    css.padding = `${dense(top)} ${right}px ${dense(bottom)} ${left}px`;
  }
  return { ...css, ...contentPlaceCss(style.alignment) };
}

/** Where the content of a button stands in it. */
export function contentPlaceCss(value: unknown): CSSProperties {
  const alignment = alignmentOf(value);
  if (!alignment) return {};
  return {
    justifyContent: sides[Math.sign(alignment.x) + 1],
    alignItems: sides[Math.sign(alignment.y) + 1],
  };
}

const sides = ["flex-start", "center", "flex-end"];

// Vertical padding shrinks with the density, as in Flutter's buttons.
function dense(padding: number): string {
  return `max(0px, ${padding}px + var(--fl-density))`;
}
