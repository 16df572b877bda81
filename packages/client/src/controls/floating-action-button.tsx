import type { ComponentChild, CSSProperties } from "preact";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { elevationShadow } from "../values/elevation.ts";
import { shapeOf } from "../values/shape.ts";
import { controlOf, textOrChild } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { iconOrChild } from "./icon-of.tsx";
import { clippedClass, tightClass } from "./tight-class.ts";
import { tooltipName } from "./tooltip-text.ts";
import { usePress } from "./use-press.ts";

/** The main action of a view: an icon, a text, or both side by side. */
export function FloatingActionButton({ node, ctx, frame }: ControlProps): ComponentChild {
  const press = usePress(node, { disabled: ctx.disabled });
  const inside = inPlain(ctx);
  const hasIcon = node.icon !== undefined && node.icon !== null;
  const hasContent = typeof node.content === "string" || controlOf(node.content) !== undefined;
  const form =
    hasIcon && hasContent
      ? " fl-fab-button-extended"
      : node.mini === true
        ? " fl-fab-button-mini"
        : "";
  return (
    <button
      {...frame}
      {...press}
      {...(hasContent ? {} : tooltipName(node))}
      type="button"
      disabled={ctx.disabled}
      class={`fl-button fl-fab-button fl-type fl-label-large${form}${tightClass(ctx)}${clippedClass(node)}`}
      style={{ ...ownCss(node, ctx.disabled), ...frame.style }}
    >
      {hasIcon && iconOrChild(node.icon, inside)}
      {textOrChild(node.content, inside)}
    </button>
  );
}

function ownCss(node: ControlMap, disabled: boolean): CSSProperties {
  const shape = shapeOf(node.shape);
  return definedCss({
    "--fl-bg": colorOf(node.bgcolor),
    "--fl-fg": colorOf(node.foreground_color),
    "--fl-overlay-hovered": colorOf(node.hover_color),
    "--fl-overlay-focused": colorOf(node.focus_color),
    "--fl-overlay-pressed": colorOf(node.splash_color),
    "--fl-shadow": elevationShadow(
      disabled ? (node.disabled_elevation ?? node.elevation) : node.elevation,
    ),
    "--fl-shadow-hovered": elevationShadow(node.hover_elevation),
    "--fl-shadow-focused": elevationShadow(node.focus_elevation),
    "--fl-shadow-pressed": elevationShadow(node.highlight_elevation),
    "--fl-radius": shape?.radius,
    "--fl-side": shape?.side,
  });
}
