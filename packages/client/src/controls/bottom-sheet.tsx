import type { ComponentChild } from "preact";
import { animationStyleOf } from "../values/animation-style.ts";
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

const riseMs = 250;

/** A sheet that comes up from the bottom of the page. */
export function BottomSheet({ node, ctx, frame }: ControlProps): ComponentChild {
  const motion = animationStyleOf(node.animation_style, riseMs, "cubic-bezier(0.2, 0, 0, 1)");
  const leaves = node.animation_style ? motion.reverseMs : undefined;
  const opening = useOpen(node, { leaveMs: leaves });
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
          "--fl-keep-top": node.use_safe_area === false ? "0px" : undefined,
          "--fl-rise": `${motion.durationMs}ms ${motion.curve}`,
          "--fl-leave": leaves === undefined ? undefined : `${leaves}ms ${motion.reverseCurve}`,
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
