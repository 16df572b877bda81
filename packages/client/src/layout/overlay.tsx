import type { ComponentChild } from "preact";
import { children, controlsOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { isPositioned, positionedContext } from "./stack.tsx";

const topLeft = { x: -1, y: -1 };

/** Floating controls above the top view; the page below stays usable where none of them is. */
export function Overlay({ node, ctx, frame }: ControlProps): ComponentChild {
  return (
    <div {...frame} class="fl-cell fl-layer fl-overlay" style={{}}>
      {controlsOf(node.controls).map((control) => (
        <Control
          key={control._i}
          id={control._i}
          ctx={
            isPositioned(control)
              ? positionedContext(control, ctx, topLeft)
              : {
                  ...ctx,
                  width: "loose",
                  height: "loose",
                  slot: { type: "cell", alignment: topLeft },
                }
          }
        />
      ))}
    </div>
  );
}

/** Dialogs, sheets, snack bars and banners; each shows and closes itself. */
export function Dialogs({ node, ctx, frame }: ControlProps): ComponentChild {
  return (
    <div {...frame} class="fl-dialogs" style={{}}>
      {children(node.controls, inPlain(ctx))}
    </div>
  );
}
