import type { ComponentChild } from "preact";
import { child, children, controlOf, controlsOf, textOrChild } from "../../view/children.tsx";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { isShown } from "../is-shown.ts";

/** Choices in a sheet, the way out apart from them. */
export function CupertinoActionSheet({ node, ctx, frame }: ControlProps): ComponentChild {
  const inside = inPlain(ctx, { width: "loose" });
  const action = inPlain(ctx, { width: "tight" });
  const titled = isShown(node.title) || isShown(node.message);
  return (
    <div {...frame} class="fl-cup-action-sheet" style={frame.style}>
      <div class="fl-cup-sheet-face">
        {titled && (
          <div class="fl-cup-sheet-text">
            {isShown(node.title) && (
              <div class="fl-cup-sheet-title">{textOrChild(node.title, inside)}</div>
            )}
            {isShown(node.message) && <div>{textOrChild(node.message, inside)}</div>}
          </div>
        )}
        {controlsOf(node.actions).length > 0 && children(node.actions, action)}
      </div>
      {controlOf(node.cancel) && <div class="fl-cup-cancel">{child(node.cancel, action)}</div>}
    </div>
  );
}
