import type { ComponentChild, CSSProperties } from "preact";
import { alignmentOf } from "../values/alignment.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { type Edges, edgesOf, paddingCss } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import { shapeCss, shapeOf } from "../values/shape.ts";
import { textStyleCss } from "../values/text-style.ts";
import { child, children, controlOf, textOrChild } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { isShown } from "./is-shown.ts";
import { Modal } from "./modal.tsx";
import { useOpen } from "./use-open.ts";

const usualInset: Edges = { left: 40, top: 24, right: 40, bottom: 24 };
const alignments: Readonly<Record<string, string>> = {
  start: "flex-start",
  center: "center",
  end: "flex-end",
  spacebetween: "space-between",
  spacearound: "space-around",
  spaceevenly: "space-evenly",
};

/** A question or a message over the page, with buttons below. */
export function AlertDialog({ node, ctx, frame }: ControlProps): ComponentChild {
  const opening = useOpen(node);
  const inside = inPlain(ctx, { width: "loose", height: "loose" });
  const titleId = `fl-title-${node._i}`;
  const label = textOf(node.semantics_label);
  const hasIcon = controlOf(node.icon) !== undefined;
  const name = label
    ? { "aria-label": label }
    : isShown(node.title)
      ? { "aria-labelledby": titleId }
      : { "aria-label": "Alert" };
  return (
    <Modal
      opening={opening}
      frame={frame}
      name={name}
      class={`fl-alert${hasIcon ? " fl-alert-centered" : ""}${node.scrollable === true ? " fl-alert-scrollable" : ""}`}
      style={surfaceCss(node)}
      dismissible={node.modal !== true}
    >
      {hasIcon && (
        <div class="fl-alert-icon" style={paddingCss(node.icon_padding)}>
          {child(node.icon, inPlain(ctx))}
        </div>
      )}
      {isShown(node.title) && (
        <div
          id={titleId}
          class="fl-alert-title fl-type fl-headline-small"
          style={{ ...textStyleCss(node.title_text_style), ...paddingCss(node.title_padding) }}
        >
          {textOrChild(node.title, inside)}
        </div>
      )}
      {controlOf(node.content) && (
        <div
          class="fl-alert-content fl-type fl-body-medium"
          style={{ ...textStyleCss(node.content_text_style), ...paddingCss(node.content_padding) }}
        >
          {child(node.content, inside)}
        </div>
      )}
      <div class="fl-alert-actions" style={actionsCss(node)}>
        {children(node.actions, inPlain(ctx))}
      </div>
    </Modal>
  );
}

function actionsCss(node: ControlMap): CSSProperties {
  const around = edgesOf(node.action_button_padding);
  const between = numberOf(node.actions_overflow_button_spacing);
  return {
    ...definedCss({
      justifyContent: alignments[String(node.actions_alignment).toLowerCase()],
      columnGap: around && `${(around.left + around.right) / 2}px`,
      rowGap: between === undefined ? undefined : `${between}px`,
    }),
    ...paddingCss(node.actions_padding),
  };
}

function surfaceCss(node: ControlMap): CSSProperties {
  const inset = edgesOf(node.inset_padding);
  return {
    ...definedCss({
      background: colorOf(node.bgcolor),
      boxShadow: elevationShadow(node.elevation),
      "--fl-barrier": colorOf(node.barrier_color),
      "--fl-icon-color": colorOf(node.icon_color),
      "--fl-inset-inline": inset && `${inset.left + inset.right}px`,
      "--fl-inset-block": inset && `${inset.top + inset.bottom}px`,
    }),
    ...placeCss(node.alignment, inset ?? usualInset),
    ...shapeCss(shapeOf(node.shape)),
  };
}

/** Where the dialog stands on the page, which is in the middle unless the app says another place. */
function placeCss(value: unknown, inset: Edges): CSSProperties {
  const alignment = alignmentOf(value);
  if (!alignment) return {};
  const [across, down] = [(1 + alignment.x) / 2, (1 + alignment.y) / 2];
  return {
    inset: "auto",
    margin: "0",
    left: `calc(${inset.left}px + (100% - ${inset.left + inset.right}px) * ${across})`,
    top: `calc(${inset.top}px + (100% - ${inset.top + inset.bottom}px) * ${down})`,
    translate: `${-100 * across}% ${-100 * down}%`,
  };
}
