import type { CSSProperties } from "preact";
import type { Alignment } from "../values/alignment.ts";
import type { Edges } from "../values/edges.ts";
import { numberOf } from "../values/scalars.ts";
import type { LayoutContext } from "../view/layout-context.ts";
import type { Fill } from "../view/registry.ts";

/** The styles by which a child follows its parent's slot; `node` gives left, top, right and bottom. */
export function slotStyle(
  ctx: LayoutContext,
  fill: Fill,
  margin: Edges,
  node: Readonly<Record<string, unknown>>,
): CSSProperties {
  switch (ctx.slot.type) {
    case "plain":
      return plainStyle(ctx, fill);
    case "flex":
      return flexStyle(ctx, ctx.slot, fill, margin);
    case "cell":
      return cellStyle(ctx, ctx.slot.alignment, fill, margin);
    case "positioned":
      return positionedStyle(ctx.slot.alignment, margin, node);
  }
}

function plainStyle(ctx: LayoutContext, fill: Fill): CSSProperties {
  const style: CSSProperties = {};
  if (ctx.width === "tight" || fill.width) style.justifySelf = "stretch";
  if (ctx.height === "tight" || fill.height) style.alignSelf = "stretch";
  return style;
}

function flexStyle(
  ctx: LayoutContext,
  slot: Extract<LayoutContext["slot"], { type: "flex" }>,
  fill: Fill,
  margin: Edges,
): CSSProperties {
  const style: CSSProperties = {};
  const { row } = slot;
  const fillsMain = row ? fill.width : fill.height;
  const fillsCross = row ? fill.height : fill.width;
  const boundedCross = (row ? ctx.height : ctx.width) !== "free";
  if (slot.grow === 0) {
    style.flex = "none";
  } else {
    style.flex = slot.loose && !fillsMain ? "0 1 auto" : `${slot.grow} ${slot.grow} 0px`;
    if (row) style.minWidth = "0";
    else style.minHeight = "0";
  }
  if (slot.cross === "stretch") return style;
  if (fillsCross) style.alignSelf = "stretch";
  else if (boundedCross) {
    const used = row ? margin.top + margin.bottom : margin.left + margin.right;
    const most = used === 0 ? "100%" : `calc(100% - ${used}px)`;
    if (row) style.maxHeight = most;
    else style.maxWidth = most;
  }
  return style;
}

function cellStyle(
  ctx: LayoutContext,
  alignment: Alignment | null,
  fill: Fill,
  margin: Edges,
): CSSProperties {
  const style: CSSProperties = { gridArea: "1/1" };
  if (!alignment) {
    style.justifySelf = "stretch";
    style.alignSelf = "stretch";
    return style;
  }
  const moved = { x: 0, y: 0 };
  if (ctx.width === "tight" || fill.width) style.justifySelf = "stretch";
  else {
    style.maxWidth = "100%";
    const named = { "-1": "left", "0": "center", "1": "right" }[alignment.x];
    style.justifySelf = named ?? "left";
    if (!named) {
      style.position = "relative";
      style.left = `${(1 + alignment.x) * 50}%`;
      moved.x = -(1 + alignment.x) / 2;
    }
  }
  if (ctx.height === "tight" || fill.height) style.alignSelf = "stretch";
  else {
    const named = { "-1": "start", "0": "center", "1": "end" }[alignment.y];
    style.alignSelf = named ?? "start";
    if (!named) {
      style.position = "relative";
      style.top = `${(1 + alignment.y) * 50}%`;
      moved.y = -(1 + alignment.y) / 2;
    }
  }
  if (moved.x || moved.y) style.translate = shift(moved, margin);
  return style;
}

function positionedStyle(
  alignment: Alignment,
  margin: Edges,
  node: Readonly<Record<string, unknown>>,
): CSSProperties {
  const style: CSSProperties = { position: "absolute" };
  const left = numberOf(node.left);
  const top = numberOf(node.top);
  const right = numberOf(node.right);
  const bottom = numberOf(node.bottom);
  const moved = { x: 0, y: 0 };
  if (left !== undefined) style.left = `${left}px`;
  if (right !== undefined) style.right = `${right}px`;
  if (top !== undefined) style.top = `${top}px`;
  if (bottom !== undefined) style.bottom = `${bottom}px`;
  if (left === undefined || right === undefined) style.width = "max-content";
  if (left === undefined && right === undefined) {
    style.left = `${(1 + alignment.x) * 50}%`;
    moved.x = -(1 + alignment.x) / 2;
  }
  if (top === undefined && bottom === undefined) {
    style.top = `${(1 + alignment.y) * 50}%`;
    moved.y = -(1 + alignment.y) / 2;
  }
  if (moved.x || moved.y) style.translate = shift(moved, margin);
  return style;
}

/** Moves by a part of the own margin box; percentages of `translate` know only the border box. */
function shift(part: Alignment, margin: Edges): string {
  const x = `calc(${part.x * 100}% + ${part.x * (margin.left + margin.right)}px)`;
  const y = `calc(${part.y * 100}% + ${part.y * (margin.top + margin.bottom)}px)`;
  return `${x} ${y}`;
}
