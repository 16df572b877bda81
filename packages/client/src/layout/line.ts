import type { CSSProperties } from "preact";
import { choiceOf, numberOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";

/** Names of places along a line. */
export const mainAxis = [
  "start",
  "end",
  "center",
  "spaceBetween",
  "spaceAround",
  "spaceEvenly",
] as const;
/** Names of places across a line. */
export const crossAxis = ["start", "end", "center", "stretch", "baseline"] as const;
type Main = (typeof mainAxis)[number];
type Cross = (typeof crossAxis)[number];

/** CSS of the places along a line. */
export const justify: Record<Main, string> = {
  start: "flex-start",
  end: "flex-end",
  center: "center",
  spaceBetween: "space-between",
  spaceAround: "space-around",
  spaceEvenly: "space-evenly",
};

/** How a Row or Column (or the body of a View) distributes its children. */
export interface Line {
  readonly row: boolean;
  readonly main: Main;
  readonly cross: Cross;
  readonly spacing: number;
  readonly tight: boolean;
  readonly scrolls: boolean;
  readonly wraps: boolean;
  /** Across, the line is as large as its largest child and imposes that on the others. */
  readonly intrinsic: boolean;
}

/** Reads the line of a Row, Column or View. */
export function lineOf(node: ControlMap): Line {
  const row = node._c === "Row";
  const main = node[node._c === "View" ? "vertical_alignment" : "alignment"];
  const cross = node[row ? "vertical_alignment" : "horizontal_alignment"];
  return {
    row,
    main: choiceOf(main, mainAxis, "start"),
    cross: choiceOf(cross, crossAxis, row ? "center" : "start"),
    spacing: numberOf(node.spacing) ?? 10,
    tight: node.tight === true,
    scrolls: isScrolling(node.scroll),
    wraps: node.wrap === true,
    intrinsic: node[row ? "intrinsic_height" : "intrinsic_width"] === true,
  };
}

/** Whether a `scroll` property makes the control scroll. */
export function isScrolling(scroll: unknown): boolean {
  return scroll !== undefined && scroll !== null && scroll !== false;
}

/** The share of the free space that a child asks for. */
export function growOf(child: ControlMap, can: boolean): number {
  if (!can) return 0;
  const expand = child.expand;
  return expand === true ? 1 : (numberOf(expand) ?? 0);
}

/** The styles of a line's flex container. */
export function lineStyle(line: Line): CSSProperties {
  return {
    display: "flex",
    flexDirection: line.row ? "row" : "column",
    gap: `${line.spacing}px`,
    justifyContent: justify[line.main],
    alignItems: crossCss(line.cross),
  };
}

/** CSS of a place across a line. */
export function crossCss(cross: Cross): string {
  return cross === "start" || cross === "end" ? `flex-${cross}` : cross;
}

const manyItems = 100;

/** The class of a scrolling list whose items are laid out and painted only near the viewport, if it is a long one. */
export function longClass(items: number): string {
  return items > manyItems ? " fl-long" : "";
}
