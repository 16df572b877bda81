import type { ComponentChild, CSSProperties } from "preact";
import { iconGlyph } from "../icons/icon-glyph.ts";
import { useMirroredIcon } from "../icons/use-mirrored-icon.ts";
import { blendModeCss } from "../values/blend-mode.ts";
import { colorOf } from "../values/color.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import { textShadowCss } from "../values/text-style.ts";
import type { ControlProps } from "../view/registry.ts";

/** One icon of the Material or Cupertino set. */
export function Icon({ node, ctx, frame }: ControlProps): ComponentChild {
  const icon = numberOf(node.icon) ?? 0;
  const mirrored = useMirroredIcon(icon, ctx.rtl);
  const label = textOf(node.semantics_label);
  const name =
    label === undefined ? { "aria-hidden": true } : { role: "img" as const, "aria-label": label };
  return (
    <span
      {...frame}
      {...name}
      class={`fl-icon fl-icon-own${mirrored ? " fl-icon-mirrored" : ""}`}
      style={{ ...iconCss(node), ...frame.style }}
    >
      {iconGlyph(icon)}
    </span>
  );
}

function iconCss(node: Readonly<Record<string, unknown>>): CSSProperties {
  const css: CSSProperties = {};
  const size = numberOf(node.size);
  if (size !== undefined) css["--fl-icon-size"] = `${size}px`;
  const color = colorOf(node.color);
  if (color) css["--fl-icon-color"] = color;
  const textShadow = textShadowCss(node.shadows);
  if (textShadow) css.textShadow = textShadow;
  const blend = blendModeCss(node.blend_mode);
  if (blend) css.mixBlendMode = blend as "multiply";
  return css;
}
