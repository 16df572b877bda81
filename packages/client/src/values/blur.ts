import { mapOf, numberOf } from "./scalars.ts";

/** A blur (one number, two numbers or a map) as CSS filter, which has one radius for both directions. */
export function blurCss(value: unknown): string | undefined {
  const both = numberOf(value);
  if (both !== undefined) return both > 0 ? `blur(${both}px)` : undefined;
  const map = mapOf(value);
  const sigmas = Array.isArray(value) ? value : [map?.sigma_x, map?.sigma_y];
  const [x, y] = sigmas.map((sigma) => numberOf(sigma) ?? 0);
  const radius = ((x ?? 0) + (y ?? 0)) / 2;
  return radius > 0 ? `blur(${radius}px)` : undefined;
}
