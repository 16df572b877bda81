import type { ComponentChild } from "preact";
import { boxConstraintsCss } from "../values/box-constraints.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { elevationShadow } from "../values/elevation.ts";
import { shapeCss, shapeOf } from "../values/shape.ts";
import type { ControlProps } from "../view/registry.ts";
import { Modal } from "./modal.tsx";
import { soleChild } from "./sole.tsx";
import { useOpen } from "./use-open.ts";
import { useSwipeAway } from "./use-swipe-away.ts";

/** A sheet that comes up from the bottom of the page. */
export function BottomSheet({ node, ctx, frame }: ControlProps): ComponentChild {
  const opening = useOpen(node);
  const draggable = node.draggable === true;
  const swipe = useSwipeAway(node, draggable ? { axis: "y", toward: 1 } : undefined, opening.close);
  const form =
    node.fullscreen === true ? " fl-sheet-full" : node.scrollable === true ? " fl-sheet-tall" : "";
  return (
    <Modal
      opening={opening}
      frame={frame}
      name={{ "aria-label": "Bottom sheet" }}
      class={`fl-sheet${form}`}
      style={{
        ...definedCss({
          background: colorOf(node.bgcolor),
          boxShadow: elevationShadow(node.elevation),
          "--fl-barrier": colorOf(node.barrier_color),
        }),
        ...boxConstraintsCss(node.size_constraints),
        ...shapeCss(shapeOf(node.shape)),
      }}
      dismissible={node.dismissible !== false}
      onPointerDown={swipe}
    >
      {node.show_drag_handle === true && <span class="fl-sheet-handle" />}
      <div class="fl-cell fl-sheet-content">
        {soleChild(node.content, { ...ctx, width: "loose", height: "loose" })}
      </div>
    </Modal>
  );
}
