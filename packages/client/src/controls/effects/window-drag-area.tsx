import type { ComponentChild } from "preact";
import { cell } from "../../layout/cell.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

/** Draws its content; a page has no window that could be dragged by it. */
export function WindowDragArea({ node, ctx, frame }: ControlProps): ComponentChild {
  return (
    <div {...frame} style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}
