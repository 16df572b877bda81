import type { ComponentChild, CSSProperties } from "preact";
import { alignmentOf } from "../../values/alignment.ts";
import { borderRadiusCss } from "../../values/border-radius.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import { choiceOf, mapOf, numberOf } from "../../values/scalars.ts";
import { textOrChild } from "../../view/children.tsx";
import type { ControlMap } from "../../view/control-map.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { iconOrChild } from "../icon-of.tsx";
import { isShown } from "../is-shown.ts";
import { tightClass } from "../tight-class.ts";
import { usePress } from "../use-press.ts";

const kinds: Readonly<Record<string, string>> = {
  CupertinoFilledButton: " fl-cup-filled",
  CupertinoTintedButton: " fl-cup-tinted",
};

/** A button as iOS draws it: plain, filled or tinted; it fades while it is held. */
export function CupertinoButton({ node, ctx, frame }: ControlProps): ComponentChild {
  const press = usePress(node, { disabled: ctx.disabled });
  const inside = inPlain(ctx);
  const hasIcon = typeof node.icon === "number" || isShown(node.icon);
  const size = choiceOf(node.size, ["small", "medium", "large"], "large");
  return (
    <button
      {...frame}
      {...press}
      type="button"
      disabled={ctx.disabled}
      class={`fl-cup-button fl-cup-${size}${kinds[node._c] ?? ""}${tightClass(ctx)}`}
      style={{ ...buttonCss(node), ...frame.style }}
    >
      {hasIcon && iconOrChild(node.icon, inside)}
      {textOrChild(node.content, inside)}
    </button>
  );
}

function buttonCss(node: ControlMap): CSSProperties {
  const padding = edgesOf(node.padding);
  const least = mapOf(node.min_size);
  const alignment = alignmentOf(node.alignment);
  const pixels = (value: unknown) => {
    const number = numberOf(value);
    return number === undefined ? undefined : `${number}px`;
  };
  return definedCss({
    "--fl-bg": colorOf(node.bgcolor),
    "--fl-bg-disabled": colorOf(node.disabled_bgcolor),
    "--fl-fg": colorOf(node.color),
    "--fl-icon-fg": colorOf(node.icon_color),
    "--fl-ring": colorOf(node.focus_color),
    "--fl-pressed": numberOf(node.opacity_on_click),
    padding: padding && edgesCss(padding),
    borderRadius: borderRadiusCss(node.border_radius),
    minWidth: pixels(least?.width),
    minHeight: pixels(least?.height),
    justifyContent: alignment && sides[Math.sign(alignment.x) + 1],
    alignItems: alignment && sides[Math.sign(alignment.y) + 1],
  });
}

const sides = ["flex-start", "center", "flex-end"];
