import type { Canvas } from "../generated/canvas.ts";
import type { Dismissible, ResponsiveRow, Shimmer, TextSpan, Window } from "../generated/core.ts";
import type { CircleAvatar, ExpansionTile } from "../generated/material.ts";
import { isVisible } from "./validate.ts";

/** An expanded canvas has no size of its own. */
export function stretchCanvas(canvas: Canvas): void {
  if (canvas.expand === null || canvas.expand === false || canvas.expand === 0) return;
  canvas.width ??= Number.POSITIVE_INFINITY;
  canvas.height ??= Number.POSITIVE_INFINITY;
}

export function columnsArePositive({ columns }: ResponsiveRow): string | undefined {
  const counts = typeof columns === "number" ? [columns] : Object.values(columns);
  return counts.every((count) => count > 0)
    ? undefined
    : "columns must be greater than 0 at every breakpoint";
}

export function shimmerHasColors({
  gradient,
  baseColor,
  highlightColor,
}: Shimmer): string | undefined {
  if (gradient !== null || (baseColor !== null && highlightColor !== null)) return undefined;
  return "gradient, or both baseColor and highlightColor, must be given";
}

export function spanHasText({ text, semanticsLabel }: TextSpan): string | undefined {
  return text === null && semanticsLabel !== null ? "semanticsLabel needs text" : undefined;
}

export function avatarHasOneRadius({
  radius,
  minRadius,
  maxRadius,
}: CircleAvatar): string | undefined {
  if (radius === null || (minRadius === null && maxRadius === null)) return undefined;
  return "radius excludes minRadius and maxRadius";
}

export function tileIsNoBaseline(tile: ExpansionTile): string | undefined {
  if (tile.expandedCrossAxisAlignment !== "baseline") return undefined;
  return "expandedCrossAxisAlignment cannot be baseline: the controls stand in a column";
}

export function dismissibleHasBackground({
  background,
  secondaryBackground,
}: Dismissible): string | undefined {
  if (!isVisible(secondaryBackground) || isVisible(background)) return undefined;
  return "secondaryBackground needs a visible background";
}

export function windowOpacity({ opacity }: Window): string | undefined {
  return opacity >= 0 && opacity <= 1
    ? undefined
    : `opacity must be between 0 and 1, got ${opacity}`;
}
