import type { ComponentChild } from "preact";
import { edgesOf, noEdges } from "../values/edges.ts";
import { flagOf } from "../values/scalars.ts";
import { child, controlOf } from "../view/children.tsx";
import { inCell } from "../view/layout-context.ts";
import type { ControlProps, FillRule } from "../view/registry.ts";
import { cell } from "./cell.ts";

/** As its content. */
export const safeAreaFill: FillRule = (node, offers, fillOf) => {
  const content = controlOf(node.content);
  return content ? fillOf(content, offers) : { width: false, height: false };
};

/** Keeps its content clear of notches and rounded corners of the screen. */
export function SafeArea({ node, ctx, frame }: ControlProps): ComponentChild {
  const least = edgesOf(node.minimum_padding) ?? noEdges;
  const padding = (["top", "right", "bottom", "left"] as const).map((side) =>
    flagOf(node[`avoid_intrusions_${side}`], true)
      ? `max(${least[side]}px, var(--fl-safe-${side}))`
      : `${least[side]}px`,
  );
  return (
    <div {...frame} style={{ ...cell, padding: padding.join(" "), ...frame.style }}>
      {child(node.content, inCell(ctx, ctx))}
    </div>
  );
}
