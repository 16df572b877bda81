import type { Constraints, Size } from "./constraints.ts";

/** A control of a test tree. */
export interface TreeNode {
  readonly _c: string;
  readonly _i: number;
  readonly controls?: readonly TreeNode[];
  readonly content?: TreeNode;
  readonly [property: string]: unknown;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A laid out box with what lies in it. */
export interface LaidOut extends Size {
  readonly node?: TreeNode;
  readonly children: readonly (LaidOut & Point)[];
}

/** What a layout needs to know, and what it finds out on the way. */
export interface LayoutRun {
  readonly pageWidth: number;
  /** Lays out a control, its shared properties included. */
  readonly lay: (node: TreeNode, constraints: Constraints) => LaidOut;
  /** Size of a text that is not wrapped. */
  readonly textSize: (value: string, fontSize: number) => Size | undefined;
  /** Something is larger than the space it has: Flutter paints outside, which is an app's error. */
  overflows: boolean;
  /** Something would be infinitely large. */
  infinite: boolean;
  /** A text wraps or a control is not in this model. */
  unknown: boolean;
}

export type Box = readonly [x: number, y: number, width: number, height: number];
/** Where an alignment puts a box in another. */
export function place(alignment: Point, outer: Size, inner: Size): Point {
  return {
    x: ((outer.width - inner.width) * (1 + alignment.x)) / 2,
    y: ((outer.height - inner.height) * (1 + alignment.y)) / 2,
  };
}
