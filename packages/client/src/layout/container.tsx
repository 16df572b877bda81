import type { ComponentChild, CSSProperties } from "preact";
import { alignmentOf } from "../values/alignment.ts";
import { borderCss } from "../values/border.ts";
import { type Edges, edgesCss, edgesOf, noEdges } from "../values/edges.ts";
import { controlOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import { inCell, type LayoutContext, type Offer } from "../view/layout-context.ts";
import type { ControlProps, FillRule } from "../view/registry.ts";
import { cell } from "./cell.ts";

/** Without content, or with an alignment, a Container takes all it gets; else it is as its content. */
export const containerFill: FillRule = (node, offers, fillOf) => {
  const content = controlOf(node.content);
  if (!content || node.alignment) {
    return { width: offers.width !== "free", height: offers.height !== "free" };
  }
  return fillOf(content, offers);
};

/** A box with padding, decoration and one child. */
export function Container({ node, ctx, frame }: ControlProps): ComponentChild {
  const padding = edgesOf(node.padding);
  const own: CSSProperties = { ...cell };
  const border = borderCss(node.border);
  Object.assign(own, border.style);
  if (padding) own.padding = edgesCss(padding);
  const content = controlOf(node.content);
  const alignment = alignmentOf(node.alignment) ?? null;
  return (
    <div {...frame} style={{ ...own, ...frame.style }}>
      {content ? (
        <Control
          key={content._i}
          id={content._i}
          ctx={inCell(
            ctx,
            {
              width: alignment ? loosened(ctx.width) : ctx.width,
              height: alignment ? loosened(ctx.height) : ctx.height,
              ...maxima(ctx, padding ?? noEdges, border.widths),
            },
            alignment,
          )}
        />
      ) : null}
    </div>
  );
}

function loosened(offer: Offer): Offer {
  return offer === "tight" ? "loose" : offer;
}

function maxima(ctx: LayoutContext, padding: Edges, border: Edges) {
  const across = padding.left + padding.right + border.left + border.right;
  const down = padding.top + padding.bottom + border.top + border.bottom;
  return {
    maxWidth: Math.max(0, ctx.maxWidth - across),
    maxHeight: Math.max(0, ctx.maxHeight - down),
  };
}
