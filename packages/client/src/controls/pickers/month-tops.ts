import { monthFrom, monthLength, monthOffset, monthsBetween } from "../../values/calendar.ts";

// As the style sheet has them.
const [headPx, weekPx] = [62, 50];
/** Months this far outside of the view are there, too. */
const aroundPx = 500;

/** Where each month begins in a list of months, and where the last one ends. */
export function monthTops(first: Date, last: Date, firstWeekday: number): readonly number[] {
  const tops = [0];
  for (let index = 0; index <= monthsBetween(first, last); index += 1) {
    const month = monthFrom(first, index);
    const weeks = Math.ceil((monthOffset(month, firstWeekday) + monthLength(month)) / 7);
    tops.push((tops.at(-1) ?? 0) + headPx + weeks * weekPx);
  }
  return tops;
}

/** The months in and near a view that begins at `top`, from one up to but without another. */
export function monthsNear(
  tops: readonly number[],
  top: number,
  height: number,
): { readonly from: number; readonly to: number } {
  const from = tops.findIndex((_, index) => (tops[index + 1] ?? 0) > top - aroundPx);
  const to = tops.findIndex((begin) => begin > top + height + aroundPx);
  return { from: Math.max(0, from), to: to < 0 ? tops.length - 1 : Math.min(to, tops.length - 1) };
}
