import { numberOf } from "./scalars.ts";

/** A point of a box: -1 is left or top, 0 the centre, 1 right or bottom. */
export interface Alignment {
  readonly x: number;
  readonly y: number;
}

/** Reads an alignment value object; a missing coordinate is the centre. */
export function alignmentOf(value: unknown): Alignment | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { x, y } = value as { x?: unknown; y?: unknown };
  return { x: numberOf(x) ?? 0, y: numberOf(y) ?? 0 };
}
