import type { ComponentChild } from "preact";
import { cell } from "../layout/cell.ts";
import { controlOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import { inCell, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";

/** The content of a control, stretched over an element that has the style `cell`. */
export function soleChild(value: unknown, ctx: LayoutContext, inset = 0): ComponentChild {
  const content = controlOf(value);
  if (!content) return null;
  const { width, height, maxWidth, maxHeight } = ctx;
  const offers = { width, height, maxWidth: maxWidth - inset, maxHeight: maxHeight - inset };
  return <Control key={content._i} id={content._i} ctx={inCell(ctx, offers)} />;
}

/** Draws only its content: for controls that tell something to those inside of them. */
export function Sole({ node, ctx, frame }: ControlProps): ComponentChild {
  return (
    <div {...frame} style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}
