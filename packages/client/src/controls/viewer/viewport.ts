import type { Edges } from "../../values/edges.ts";
import type { Point } from "../../values/tap-data.ts";

/** Where the content of a viewer lies: its top left corner, and how large it is shown. */
export interface Placement extends Point {
  readonly scale: number;
}

/** What limits the content's place. */
export interface Limits {
  readonly least: number;
  readonly most: number;
  readonly view: Point;
  readonly content: Point;
  readonly margin: Edges;
}

/** The content where it is at first. */
export const home: Placement = { x: 0, y: 0, scale: 1 };

/** The placement after a move. */
export function movedBy(placement: Placement, { x, y }: Point, limits: Limits): Placement {
  return kept({ ...placement, x: placement.x + x, y: placement.y + y }, limits);
}

/** The placement after growing by a factor around a point of the view. */
export function zoomedAt(
  placement: Placement,
  at: Point,
  factor: number,
  limits: Limits,
): Placement {
  const scale = Math.min(Math.max(placement.scale * factor, limits.least), limits.most);
  const real = scale / placement.scale;
  const along = (from: number, middle: number) => middle - (middle - from) * real;
  return kept({ scale, x: along(placement.x, at.x), y: along(placement.y, at.y) }, limits);
}

/** Nothing beyond the content and its margins comes into the view, if they are larger than it. */
function kept(placement: Placement, { view, content, margin }: Limits): Placement {
  const axis = (at: number, space: number, size: number, before: number, after: number) => {
    const { scale } = placement;
    const [low, high] = [space - (size + after) * scale, before * scale];
    return low > high ? Math.min(Math.max(at, high), low) : Math.min(Math.max(at, low), high);
  };
  return {
    scale: placement.scale,
    x: axis(placement.x, view.x, content.x, margin.left, margin.right),
    y: axis(placement.y, view.y, content.y, margin.top, margin.bottom),
  };
}
