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
    case "run":
      return runStyle(ctx.slot.row, fill, margin);
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
  } else if (slot.measured) {
    const share = measuredShare(
      slot.grow,
      row ? margin.left + margin.right : margin.top + margin.bottom,
    );
    if (slot.loose && !fillsMain) {
      style.flex = "0 1 auto";
      if (row) style.maxWidth = share;
      else style.maxHeight = share;
    } else {
      style.flex = "none";
      if (row) style.width = share;
      else style.height = share;
    }
    if (row) style.minWidth = "0";
    else style.minHeight = "0";
  } else {
    style.flex = slot.loose && !fillsMain ? "0 1 auto" : `${slot.grow} ${slot.grow} 0px`;
    if (row) style.minWidth = "0";
    else style.minHeight = "0";
  }
  if (slot.cross === "stretch") return style;
  if (fillsCross) style.alignSelf = "stretch";
  else if (boundedCross) {
    const used = row ? margin.top + margin.bottom : margin.left + margin.right;
    const most = lessMargin(used);
    if (row) style.maxHeight = most;
    else style.maxWidth = most;
  }
  return style;
}

function measuredShare(grow: number, margin: number): string {
  const share = `var(--fl-share) * ${grow}`;
  return margin === 0 ? `calc(${share})` : `calc(${share} - ${margin}px)`;
}

/** In a run, a child that takes all space along the line is as long as the line may be. */
function runStyle(row: boolean, fill: Fill, margin: Edges): CSSProperties {
  const used = row ? margin.left + margin.right : margin.top + margin.bottom;
  const most = lessMargin(used);
  if (row) return fill.width ? { flex: "none", width: most } : { flex: "none", maxWidth: most };
  return fill.height ? { flex: "none", height: most } : { flex: "none", maxHeight: most };
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
    style.maxWidth = lessMargin(margin.left + margin.right);
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
    style.maxHeight = lessMargin(margin.top + margin.bottom);
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

/** The parent's size less the child's own margins. */
export function lessMargin(margin: number): string {
  return margin === 0 ? "100%" : `calc(100% - ${margin}px)`;
}
