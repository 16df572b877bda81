import type { ComponentChild } from "preact";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { textStyleCss } from "../../values/text-style.ts";
import { child, children, controlOf, controlsOf, textOrChild } from "../../view/children.tsx";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { isShown } from "../is-shown.ts";
import { Modal } from "../modal.tsx";
import { tightClass } from "../tight-class.ts";
import { useOpen } from "../use-open.ts";
import { usePress } from "../use-press.ts";

/** A question or a message over the page, as iOS draws it. */
export function CupertinoAlertDialog({ node, ctx, frame }: ControlProps): ComponentChild {
  const opening = useOpen(node);
  const inside = inPlain(ctx, { width: "loose", height: "loose" });
  const titleId = `fl-title-${node._i}`;
  const actions = controlsOf(node.actions);
  return (
    <Modal
      opening={opening}
      frame={frame}
      name={isShown(node.title) ? { "aria-labelledby": titleId } : { "aria-label": "Alert" }}
      class="fl-cup-alert"
      style={definedCss({ "--fl-barrier": colorOf(node.barrier_color) })}
      dismissible={node.modal !== true}
      takesFocus
    >
      <div class="fl-cup-alert-text">
        {isShown(node.title) && (
          <div id={titleId} class="fl-cup-alert-title">
            {textOrChild(node.title, inside)}
          </div>
        )}
        {controlOf(node.content) && (
          <div class="fl-cup-alert-content">{child(node.content, inside)}</div>
        )}
      </div>
      {actions.length > 0 && (
        <div class={`fl-cup-actions${actions.length > 2 ? " fl-cup-stacked" : ""}`}>
          {children(node.actions, inPlain(ctx, { width: "tight" }))}
        </div>
      )}
    </Modal>
  );
}

/** A button of a dialog or an action sheet. */
export function CupertinoDialogAction({ node, ctx, frame }: ControlProps): ComponentChild {
  const press = usePress(node, { disabled: ctx.disabled });
  return (
    <button
      {...frame}
      {...press}
      type="button"
      disabled={ctx.disabled}
      class={`${node._c === "CupertinoDialogAction" ? "fl-cup-action" : "fl-cup-sheet-action"}${node.default === true ? " fl-cup-default" : ""}${node.destructive === true ? " fl-cup-destructive" : ""}${tightClass(ctx)}`}
      style={{ ...textStyleCss(node.text_style), ...frame.style }}
    >
      {textOrChild(node.content, inPlain(ctx))}
    </button>
  );
}
