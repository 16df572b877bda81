import type { ComponentChild, CSSProperties } from "preact";
import { iconGlyph } from "../icons/icon-glyph.ts";
import { useMirroredIcon } from "../icons/use-mirrored-icon.ts";
import { child } from "../view/children.tsx";
import type { LayoutContext } from "../view/layout-context.ts";

interface GlyphProps {
  readonly icon: number;
  readonly ctx: LayoutContext;
  readonly style?: CSSProperties;
}

/** An icon of the icon fonts, as decoration: its size and color come from `--fl-icon-size` and `--fl-icon-color`. */
export function Glyph({ icon, ctx, style }: GlyphProps): ComponentChild {
  const mirrored = useMirroredIcon(icon, ctx.rtl);
  return (
    <span class={`fl-icon${mirrored ? " fl-icon-mirrored" : ""}`} aria-hidden="true" style={style}>
      {iconGlyph(icon)}
    </span>
  );
}

/** A property that is an icon or a control, drawn. */
export function iconOrChild(
  value: unknown,
  ctx: LayoutContext,
  style: CSSProperties = {},
): ComponentChild {
  if (typeof value === "number") return <Glyph icon={value} ctx={ctx} style={style} />;
  return child(value, ctx);
}
