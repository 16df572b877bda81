import type { ComponentChild, CSSProperties } from "preact";
import { alignmentOf } from "../values/alignment.ts";
import { blurCss } from "../values/blur.ts";
import { boxLook, decorationLook } from "../values/box-decoration.ts";
import { colorOf } from "../values/color.ts";
import { type Edges, edgesCss, edgesOf, noEdges } from "../values/edges.ts";
import { choiceOf, flagOf } from "../values/scalars.ts";
import { controlOf } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import { Control } from "../view/control.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inCell, type LayoutContext, type Offer } from "../view/layout-context.ts";
import type { ControlProps, FillRule } from "../view/registry.ts";
import { cell } from "./cell.ts";
import { tapFlags, useTap } from "./use-tap.ts";

/** Without content, or with an alignment, a Container takes all it gets; else it is as its content. */
export const containerFill: FillRule = (node, offers, fillOf) => {
  const content = controlOf(node.content);
  if (!content || node.alignment) {
    return { width: offers.width !== "free", height: offers.height !== "free" };
  }
  return fillOf(content, offers);
};

/** A box with padding, decoration and one child. */
export function Container(props: ControlProps): ComponentChild {
  const client = useClient();
  const taps = client.isActive(props.node) || tapFlags.some((flag) => props.node[flag] === true);
  return taps ? <TapBox {...props} /> : <Box {...props} tap={{}} />;
}

function TapBox(props: ControlProps): ComponentChild {
  return <Box {...props} tap={useTap(props.node, props.ctx.disabled)} />;
}

interface BoxProps extends ControlProps {
  readonly tap: Readonly<Record<string, unknown>>;
}

function Box({ node, ctx, frame, tap }: BoxProps): ComponentChild {
  const { assetUrl } = useClient();
  const look = boxLook(node, assetUrl);
  const padding = edgesOf(node.padding);
  const own: CSSProperties = { ...cell, ...look.style, ...behavior(node) };
  if (padding) own.padding = edgesCss(padding);
  const content = controlOf(node.content);
  const inner = content && contentContext(node, ctx, padding ?? noEdges, look.border);
  const style = { ...own, ...frame.style };
  return (
    <div {...frame} {...tap} style={style}>
      {content && inner ? <Control key={content._i} id={content._i} ctx={inner} /> : null}
      {node.foreground_decoration ? (
        <div
          class="fl-foreground"
          style={decorationLook(node.foreground_decoration, assetUrl).style}
        />
      ) : null}
    </div>
  );
}

function contentContext(
  node: ControlMap,
  ctx: LayoutContext,
  padding: Edges,
  border: Edges,
): LayoutContext {
  const alignment = alignmentOf(node.alignment) ?? null;
  const loosened = (offer: Offer): Offer => (alignment && offer === "tight" ? "loose" : offer);
  const across = padding.left + padding.right + border.left + border.right;
  const down = padding.top + padding.bottom + border.top + border.bottom;
  return inCell(
    ctx,
    {
      width: loosened(ctx.width),
      height: loosened(ctx.height),
      maxWidth: Math.max(0, ctx.maxWidth - across),
      maxHeight: Math.max(0, ctx.maxHeight - down),
    },
    alignment,
  );
}

function behavior(node: ControlMap): CSSProperties {
  const style: CSSProperties = {};
  const clip = choiceOf(
    node.clip_behavior,
    ["none", "hardEdge", "antiAlias", "antiAliasWithSaveLayer"],
    node.border_radius || node.shape === "circle" ? "antiAlias" : "none",
  );
  if (clip !== "none" && (node.border_radius || node.shape || node.clip_behavior)) {
    style.overflow = "hidden";
  }
  const blur = blurCss(node.blur);
  if (blur) style.backdropFilter = blur;
  if (flagOf(node.ignore_interactions)) style.pointerEvents = "none";
  const ripple = colorOf(node.ink_color);
  if (ripple) style["--fl-ripple"] = ripple;
  if (node.foreground_decoration) style.position = "relative";
  return style;
}
