import type { ComponentChild } from "preact";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import { numberOf } from "../../values/scalars.ts";
import { controlOf } from "../../view/children.tsx";
import type { ControlProps } from "../../view/registry.ts";
import { Modal } from "../modal.tsx";
import { soleChild } from "../sole.tsx";
import { useOpen } from "../use-open.ts";

/** A sheet that comes up from the bottom of the page, as wide as the page allows its content to be. */
export function CupertinoBottomSheet({ node, ctx, frame }: ControlProps): ComponentChild {
  const opening = useOpen(node);
  const padding = edgesOf(node.padding);
  const height = numberOf(node.height);
  const full = controlOf(node.content)?._c === "CupertinoActionSheet";
  return (
    <Modal
      opening={opening}
      frame={frame}
      name={{ "aria-label": "Bottom sheet" }}
      class={`fl-cup-sheet${full ? " fl-cup-sheet-wide" : ""}`}
      style={definedCss({
        background: colorOf(node.bgcolor),
        padding: padding && edgesCss(padding),
        height: height === undefined ? undefined : `${height}px`,
      })}
      dismissible={node.modal !== true}
    >
      <div class="fl-cell">
        {soleChild(node.content, {
          ...ctx,
          width: full ? "tight" : "loose",
          height: height === undefined ? "loose" : "tight",
        })}
      </div>
    </Modal>
  );
}
