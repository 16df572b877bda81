import type { BorderRadius, Margin, Padding } from "../generated/values.ts";

type Make<T> = (props: Readonly<Record<string, unknown>>) => T;

/** Distances from the four edges, in logical pixels; 0 where left out. */
export interface Edges {
  readonly left?: number | undefined;
  readonly top?: number | undefined;
  readonly right?: number | undefined;
  readonly bottom?: number | undefined;
}

/** Helpers of `Padding` and `Margin`. */
export interface EdgeStatics<T> {
  /** The same distance at all four edges. */
  all(value: number): T;
  /** One distance for top and bottom, one for left and right. */
  symmetric(sides: {
    readonly vertical?: number | undefined;
    readonly horizontal?: number | undefined;
  }): T;
  /** Only at the given edges. */
  only(edges: Edges): T;
  /** None at all. */
  zero(): T;
}

export type PaddingStatics = EdgeStatics<Padding>;
export type MarginStatics = EdgeStatics<Margin>;

export function edgeStatics<T>(make: Make<T>): EdgeStatics<T> {
  return {
    all: (value) => make({ left: value, top: value, right: value, bottom: value }),
    symmetric: ({ vertical = 0, horizontal = 0 }) =>
      make({ left: horizontal, top: vertical, right: horizontal, bottom: vertical }),
    only: ({ left = 0, top = 0, right = 0, bottom = 0 }) => make({ left, top, right, bottom }),
    zero: () => make({}),
  };
}

/** Helpers of `BorderRadius`. */
export interface BorderRadiusStatics {
  /** The same radius at all four corners. */
  all(value: number): BorderRadius;
  /** One radius for the left corners, one for the right ones. */
  horizontal(sides: {
    readonly left?: number | undefined;
    readonly right?: number | undefined;
  }): BorderRadius;
  /** One radius for the top corners, one for the bottom ones. */
  vertical(sides: {
    readonly top?: number | undefined;
    readonly bottom?: number | undefined;
  }): BorderRadius;
  /** Only at the given corners; the others are right angles. */
  only(corners: {
    readonly topLeft?: number | undefined;
    readonly topRight?: number | undefined;
    readonly bottomLeft?: number | undefined;
    readonly bottomRight?: number | undefined;
  }): BorderRadius;
}

/** Arithmetic of `BorderRadius`, corner by corner. */
export interface BorderRadiusMembers {
  plus(other: BorderRadius): BorderRadius;
  minus(other: BorderRadius): BorderRadius;
  times(factor: number | BorderRadius): BorderRadius;
  /** Divides and rounds down. */
  dividedBy(divisor: number): BorderRadius;
}

export function borderRadiusStatics(make: Make<BorderRadius>): BorderRadiusStatics {
  const of = (topLeft: number, topRight: number, bottomLeft: number, bottomRight: number) =>
    make({ topLeft, topRight, bottomLeft, bottomRight });
  return {
    all: (value) => of(value, value, value, value),
    horizontal: ({ left = 0, right = 0 }) => of(left, right, left, right),
    vertical: ({ top = 0, bottom = 0 }) => of(top, top, bottom, bottom),
    only: ({ topLeft = 0, topRight = 0, bottomLeft = 0, bottomRight = 0 }) =>
      of(topLeft, topRight, bottomLeft, bottomRight),
  };
}

export const borderRadiusMembers: BorderRadiusMembers & ThisType<BorderRadius> = {
  plus(other) {
    return each(this, (corner) => this[corner] + other[corner]);
  },
  minus(other) {
    return each(this, (corner) => this[corner] - other[corner]);
  },
  times(factor) {
    return each(
      this,
      (corner) => this[corner] * (typeof factor === "number" ? factor : factor[corner]),
    );
  },
  dividedBy(divisor) {
    if (divisor === 0) throw new RangeError("a border radius cannot be divided by zero");
    return each(this, (corner) => Math.floor(this[corner] / divisor));
  },
};

type Corner = "topLeft" | "topRight" | "bottomLeft" | "bottomRight";

function each(radius: BorderRadius, result: (corner: Corner) => number): BorderRadius {
  return radius.copy({
    topLeft: result("topLeft"),
    topRight: result("topRight"),
    bottomLeft: result("bottomLeft"),
    bottomRight: result("bottomRight"),
  });
}
