import type { CSSProperties } from "preact";
import { mapOf, numberOf } from "./scalars.ts";

/** Distances on the four sides of a box. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const noEdges: Edges = { left: 0, top: 0, right: 0, bottom: 0 };

/** Reads padding or margin: one number for all sides or a map of sides; undefined if it is neither. */
export function edgesOf(value: unknown): Edges | undefined {
  const all = numberOf(value);
  if (all !== undefined) return { left: all, top: all, right: all, bottom: all };
  const map = mapOf(value);
  if (!map) return undefined;
  return {
    left: numberOf(map.left) ?? 0,
    top: numberOf(map.top) ?? 0,
    right: numberOf(map.right) ?? 0,
    bottom: numberOf(map.bottom) ?? 0,
  };
}

/** The style of a control's padding, empty if it has none. */
export function paddingCss(value: unknown): CSSProperties {
  const padding = edgesOf(value);
  return padding ? { padding: edgesCss(padding) } : {};
}

/** The CSS of `padding` or `margin`. */
export function edgesCss(edges: Edges): string {
  return `${edges.top}px ${edges.right}px ${edges.bottom}px ${edges.left}px`;
}
