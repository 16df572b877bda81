import { numberOf } from "./scalars.ts";

const measured = [0, 1, 2, 3, 4, 6, 8, 12];

/** The CSS shadow of a Material elevation: the nearest one that was measured; undefined if there is none given. */
export function elevationShadow(value: unknown): string | undefined {
  const elevation = numberOf(value);
  if (elevation === undefined) return undefined;
  const nearest = measured.reduce((best, candidate) =>
    Math.abs(candidate - elevation) < Math.abs(best - elevation) ? candidate : best,
  );
  return `var(--fl-shadow-${elevation > 0 ? Math.max(nearest, 1) : 0})`;
}
