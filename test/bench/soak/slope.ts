/** A straight line through values that were taken at equal distances, by least squares, and how sure its slope is. */
export interface Slope {
  /** By which a value grows for one of the distance's units. */
  readonly each: number;
  /** Half of the 95 % interval. */
  readonly within: number;
}

/** The slope of values that lie `distance` apart. */
export function slopeOf(values: readonly number[], distance: number): Slope {
  const xs = values.map((_, at) => at * distance);
  const [mx, my] = [mean(xs), mean(values)];
  const square = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  const each = values.reduce((sum, y, at) => sum + ((xs[at] ?? 0) - mx) * (y - my), 0) / square;
  const left = values.reduce((sum, y, at) => sum + (y - my - each * ((xs[at] ?? 0) - mx)) ** 2, 0);
  const freedom = values.length - 2;
  return { each, within: (studentOf(freedom) * Math.sqrt(left / freedom)) / Math.sqrt(square) };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Student's t for 95 % of both sides, close enough from three degrees of freedom on. */
function studentOf(freedom: number): number {
  return 1.96 + 2.37 / freedom + 2.82 / freedom ** 2 + 2.56 / freedom ** 3;
}
