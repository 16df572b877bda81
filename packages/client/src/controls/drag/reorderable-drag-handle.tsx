import type { ComponentChild } from "preact";
import { cell } from "../../layout/cell.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

/** The part of an item that it is dragged by. */
export function ReorderableDragHandle({ node, ctx, frame }: ControlProps): ComponentChild {
  return (
    // biome-ignore lint/a11y/useSemanticElements: its content may be any control
    <div
      {...frame}
      role="button"
      aria-label="Move item"
      aria-disabled={ctx.disabled}
      tabIndex={ctx.disabled ? -1 : 0}
      class="fl-drag-handle"
      {...(ctx.disabled ? {} : { "data-drag-handle": "" })}
      style={{ ...cell, ...frame.style }}
    >
      {soleChild(node.content, ctx)}
    </div>
  );
}
