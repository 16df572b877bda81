/** How well an item of the old list stands for one of the new: 0 not at all. */
export type Rating = (before: number, after: number) => number;
/** Positions in the old and in the new list. */
export type Pair = readonly [before: number, after: number];

const mostCells = 250_000;

/**
 * Finds pairs in the same order in both lists with the highest sum of ratings, so that an item that was put in or
 * taken out does not shift all that follow it. Lists too long for that are paired by position.
 */
export function alignItems(beforeCount: number, afterCount: number, rate: Rating): Pair[] {
  if (beforeCount * afterCount > mostCells) return byPosition(beforeCount, afterCount, rate);
  const width = afterCount + 1;
  const ratings = new Float64Array(beforeCount * afterCount);
  // Best sum from a pair of positions to the ends of the lists.
  const best = new Float64Array((beforeCount + 1) * width);
  for (let i = beforeCount - 1; i >= 0; i--) {
    for (let j = afterCount - 1; j >= 0; j--) {
      const rating = rate(i, j);
      ratings[i * afterCount + j] = rating;
      const paired = rating > 0 ? rating + at(best, (i + 1) * width + j + 1) : 0;
      best[i * width + j] = Math.max(
        paired,
        at(best, (i + 1) * width + j),
        at(best, i * width + j + 1),
      );
    }
  }
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  while (i < beforeCount && j < afterCount) {
    const sum = at(best, i * width + j);
    const rating = at(ratings, i * afterCount + j);
    if (rating > 0 && sum === rating + at(best, (i + 1) * width + j + 1)) pairs.push([i++, j++]);
    else if (sum === at(best, (i + 1) * width + j)) i++;
    else j++;
  }
  return pairs;
}

function byPosition(beforeCount: number, afterCount: number, rate: Rating): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i < Math.min(beforeCount, afterCount); i++)
    if (rate(i, i) > 0) pairs.push([i, i]);
  return pairs;
}

function at(numbers: Float64Array, place: number): number {
  return numbers[place] ?? 0;
}
