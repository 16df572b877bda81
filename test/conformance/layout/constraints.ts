/** Flutter's box constraints. */
export interface Constraints {
  readonly minWidth: number;
  readonly maxWidth: number;
  readonly minHeight: number;
  readonly maxHeight: number;
}

export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const unlimited = Number.POSITIVE_INFINITY;

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** The size that fits the constraints and comes nearest to the wanted one. */
export function constrain(constraints: Constraints, { width, height }: Size): Size {
  return {
    width: clamp(width, constraints.minWidth, constraints.maxWidth),
    height: clamp(height, constraints.minHeight, constraints.maxHeight),
  };
}

/** Constraints that impose the given lengths; what is not given is free. */
export function tightFor(width?: number, height?: number): Constraints {
  return {
    minWidth: width ?? 0,
    maxWidth: width ?? unlimited,
    minHeight: height ?? 0,
    maxHeight: height ?? unlimited,
  };
}

/** The inner constraints as far as the outer ones allow. */
export function enforce(inner: Constraints, outer: Constraints): Constraints {
  return {
    minWidth: clamp(inner.minWidth, outer.minWidth, outer.maxWidth),
    maxWidth: clamp(inner.maxWidth, outer.minWidth, outer.maxWidth),
    minHeight: clamp(inner.minHeight, outer.minHeight, outer.maxHeight),
    maxHeight: clamp(inner.maxHeight, outer.minHeight, outer.maxHeight),
  };
}

export function loosen({ maxWidth, maxHeight }: Constraints): Constraints {
  return { minWidth: 0, maxWidth, minHeight: 0, maxHeight };
}

/** Reads padding or margin. */
export function edgesOf(value: unknown): Edges {
  if (typeof value === "number") return { left: value, top: value, right: value, bottom: value };
  const { left = 0, top = 0, right = 0, bottom = 0 } = (value ?? {}) as Partial<Edges>;
  return { left, top, right, bottom };
}
