import type { CSSProperties } from "preact";
import { alignmentOf } from "../values/alignment.ts";
import { type Edges, edgesCss, edgesOf, noEdges } from "../values/edges.ts";
import { numberOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inCell, type LayoutContext, sameContext } from "../view/layout-context.ts";
import type { Fill } from "../view/registry.ts";
import type { Renderer } from "../view/renderer.ts";
import { cell } from "./cell.ts";
import { lessMargin, slotStyle } from "./slot-style.ts";

/** Where a control goes: styles of its frame, of elements around it, and what its inside may use. */
export interface Placement {
  readonly frame: CSSProperties;
  /** Innermost first; most controls have none. */
  readonly wrappers: readonly CSSProperties[];
  /** The context that the control's component gets, its own size applied. */
  readonly ctx: LayoutContext;
  /** Which axes the control takes wholly of what it was offered. */
  readonly fill: Fill;
}

const unlimited = Number.POSITIVE_INFINITY;

/**
 * Lays the properties that all controls share on the control's frame, in Flutter's order of widgets:
 * size, transforms, aspect ratio, align, margin, position, expand (innermost first). A Container has
 * its margin inside of aspect ratio and align, a Card has it inside of its own box.
 */
export function place(node: ControlMap, offered: LayoutContext, renderer: Renderer): Placement {
  const disabled = offered.disabled || node.disabled === true;
  const rtl = offered.rtl || node.rtl === true;
  const adaptive = typeof node.adaptive === "boolean" ? node.adaptive : offered.adaptive;
  let ctx = changed(offered, { disabled, rtl, adaptive });
  const wrappers: CSSProperties[] = []; // outermost first until the end
  const margin = (node._c !== "Card" && edgesOf(node.margin)) || noEdges;
  const marginInside = node._c === "Container";
  let frameMargin = margin;

  if (ctx.slot.type === "flex" && ctx.slot.grow > 0 && ctx.slot.shared && !isBare(node)) {
    const fill = renderer.fill(node, ctx);
    if (!ctx.slot.loose || (ctx.slot.row ? fill.width : fill.height)) {
      wrappers.push({ ...cell, ...slotStyle(ctx, fill, noEdges, node) });
      ctx = inCell(ctx, ctx);
    }
  }
  if (node.badge) {
    const fill = renderer.fill(node, ctx);
    wrappers.push({ ...cell, ...slotStyle(ctx, fill, noEdges, node) });
    ctx = inCell(ctx, ctx);
  }
  const alignment = alignmentOf(node.align);
  if (alignment) {
    const own = marginInside ? noEdges : margin;
    const fill = { width: ctx.width !== "free", height: ctx.height !== "free" };
    wrappers.push({ ...cell, margin: marginCss(own), ...slotStyle(ctx, fill, own, node) });
    ctx = inCell(
      without(ctx, own),
      { width: loosened(ctx.width), height: loosened(ctx.height) },
      alignment,
    );
    frameMargin = marginInside ? margin : noEdges;
  }
  const sized = sizeOf(node, ctx, frameMargin);
  const unaligned: ControlMap = alignment ? { ...node, align: null } : node;
  const fill = renderer.fill(unaligned, ctx);
  const slot = slotStyle(ctx, fill, frameMargin, node);
  const frame: CSSProperties = {
    ...(frameMargin === noEdges ? {} : { margin: edgesCss(frameMargin) }),
    ...slot,
    ...sized.style,
    // A share of a line is less than the whole that an own size may have at most.
    ...(slot.maxWidth ? { maxWidth: slot.maxWidth } : {}),
    ...(slot.maxHeight ? { maxHeight: slot.maxHeight } : {}),
  };
  const opacity = numberOf(node.opacity);
  if (opacity !== undefined && opacity !== 1) frame.opacity = String(opacity);
  addEffects(frame, renderer.effectsOf(node));
  Object.assign(frame, renderer.themeOf(node));
  if (node.rtl === true) frame.direction = "rtl";
  return {
    frame,
    wrappers: wrappers.reverse(),
    ctx: sized.ctx,
    fill: renderer.fill(node, offered),
  };
}

/** Padding and borders would spoil the shares of a flex line, so other controls get an element around them. */
function isBare(node: ControlMap): boolean {
  if (node.margin || node.aspect_ratio) return false;
  if (node._c === "Container") return !node.padding && !node.border;
  return node._c === "Row" || node._c === "Column" || node._c === "Stack" || node._c === "Text";
}

function sizeOf(
  node: ControlMap,
  ctx: LayoutContext,
  margin: Edges,
): { style: CSSProperties; ctx: LayoutContext } {
  const style: CSSProperties = {};
  const inside = without(ctx, margin);
  let { maxWidth, maxHeight, width: offerWidth, height: offerHeight } = inside;
  const width = finite(node.width);
  const height = finite(node.height);
  const ratio = numberOf(node.aspect_ratio);
  if (ratio && ctx.width !== "tight") {
    if (ctx.width === "loose")
      style.width = ctx.maxHeight < unlimited ? `min(100%,${ctx.maxHeight * ratio}px)` : "100%";
    style.aspectRatio = String(ratio);
    if (ctx.height === "loose") style.maxHeight = "100%";
    offerWidth = "tight";
    offerHeight = "tight";
  } else if (ratio && ctx.height !== "tight") {
    style.aspectRatio = String(ratio);
    offerHeight = "tight";
  } else {
    const intrinsic = ctx.slot.type === "flex" && ctx.slot.intrinsic;
    if (intrinsic && width !== undefined && ctx.width === "tight") style.minWidth = `${width}px`;
    if (intrinsic && height !== undefined && ctx.height === "tight")
      style.minHeight = `${height}px`;
    if (width !== undefined && ctx.width !== "tight") {
      maxWidth = Math.min(width, maxWidth);
      style.width = `${maxWidth}px`;
      if (ctx.width === "loose") style.maxWidth = lessMargin(margin.left + margin.right);
      offerWidth = "tight";
    }
    if (height !== undefined && ctx.height !== "tight") {
      maxHeight = Math.min(height, maxHeight);
      style.height = `${maxHeight}px`;
      if (ctx.height === "loose") style.maxHeight = lessMargin(margin.top + margin.bottom);
      offerHeight = "tight";
    }
  }
  return {
    style,
    ctx: changed(inside, { width: offerWidth, height: offerHeight, maxWidth, maxHeight }),
  };
}

/** The context itself if nothing is other in it: most controls of a page are offered the same. */
function changed(ctx: LayoutContext, other: Partial<LayoutContext>): LayoutContext {
  const next = { ...ctx, ...other };
  return sameContext(next, ctx) ? ctx : next;
}

function without(ctx: LayoutContext, margin: Edges): LayoutContext {
  if (margin === noEdges) return ctx;
  return {
    ...ctx,
    maxWidth: Math.max(0, ctx.maxWidth - margin.left - margin.right),
    maxHeight: Math.max(0, ctx.maxHeight - margin.top - margin.bottom),
  };
}

function loosened(offer: LayoutContext["width"]): LayoutContext["width"] {
  return offer === "tight" ? "loose" : offer;
}

function finite(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? Math.max(0, value) : undefined;
}

function marginCss(margin: Edges): string {
  return margin === noEdges ? "" : edgesCss(margin);
}

/** An offset moves on from where the slot has put the control. */
function addEffects(frame: CSSProperties, added: CSSProperties): void {
  const slotShift = frame.translate;
  Object.assign(frame, added);
  if (!slotShift || !added.translate) return;
  const [x, y] = String(added.translate).split(" ");
  const parts = String(slotShift).split(/ (?=calc)/);
  frame.translate = [x, y]
    .map((shift, axis) => `calc(${parts[axis] ?? "0px"} + ${shift})`)
    .join(" ");
}
