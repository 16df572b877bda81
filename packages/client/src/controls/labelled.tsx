import type { ComponentChild, ComponentChildren } from "preact";
import { textStyleCss } from "../values/text-style.ts";
import { textOrChild } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain, type LayoutContext } from "../view/layout-context.ts";
import type { Frame } from "../view/registry.ts";
import { hasLabel } from "./fill-rules.ts";

interface Props {
  readonly node: ControlMap;
  readonly ctx: LayoutContext;
  readonly frame: Frame;
  readonly extra?: string;
  readonly children: ComponentChildren;
}

/** An input with its label beside it; a click on the label is a click on the input. */
export function Labelled({ node, ctx, frame, extra = "", children }: Props): ComponentChild {
  const label = hasLabel(node) && (
    <span class="fl-text" style={textStyleCss(node.label_style ?? node.label_text_style)}>
      {textOrChild(node.label, inPlain(ctx))}
    </span>
  );
  const reversed = node.label_position === "left";
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the input is among the children
    <label
      {...frame}
      class={`fl-labelled${ctx.disabled ? " fl-disabled" : ""}${extra}`}
      style={frame.style}
    >
      {reversed && label}
      {children}
      {!reversed && label}
    </label>
  );
}
