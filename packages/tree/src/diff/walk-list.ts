import { Remaining } from "./remaining.ts";

/** What a walk finds, in an order that can be executed: each index counts in the list as it is at that moment. */
export interface ListVisitor<T> {
  /** A vanished item. */
  remove(index: number, item: T): void;
  /** A new item. */
  add(index: number, item: T): void;
  /** An item that stays; its own changes belong here, before it is moved. */
  keep(index: number, before: T, after: T): void;
  /** The item just kept goes to an earlier place. */
  move(from: number, to: number): void;
}

/**
 * Turns one list into another by a walk from left to right: vanished items are removed when they are met, each wanted
 * item is kept, fetched from behind or added, and what is left at the end is removed from the end.
 * Items are the same if their keys are (`Map` equality); items that share a key are matched each at most once.
 */
export function walkList<T>(
  before: readonly T[],
  after: readonly T[],
  keysBefore: readonly unknown[],
  keysAfter: readonly unknown[],
  visit: ListVisitor<T>,
): void {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && keysBefore[start] === keysAfter[start]) {
    visit.keep(start, before[start] as T, after[start] as T);
    start++;
  }
  let endBefore = before.length;
  let endAfter = after.length;
  while (
    endBefore > start &&
    endAfter > start &&
    keysBefore[endBefore - 1] === keysAfter[endAfter - 1]
  ) {
    endBefore--;
    endAfter--;
  }
  walkMiddle(before, after, keysBefore, keysAfter, visit, { start, endBefore, endAfter });
  for (let i = endAfter; i < after.length; i++)
    visit.keep(i, before[i - endAfter + endBefore] as T, after[i] as T);
}

/** The part between the items that both lists begin and end with. */
function walkMiddle<T>(
  before: readonly T[],
  after: readonly T[],
  keysBefore: readonly unknown[],
  keysAfter: readonly unknown[],
  visit: ListVisitor<T>,
  { start, endBefore, endAfter }: { start: number; endBefore: number; endAfter: number },
): void {
  if (start === endBefore && start === endAfter) return;
  const found = match(keysBefore, keysAfter, start, endBefore, endAfter);
  const left = new Remaining(start, endBefore);
  let first = start;
  for (let i = start; i < endAfter; i++) {
    for (; first < endBefore; first++) {
      if (!left.has(first)) continue;
      if (found.stays(first)) break;
      visit.remove(i, before[first] as T);
      left.take(first);
    }
    const source = found.take(keysAfter[i]);
    if (source === undefined) visit.add(i, after[i] as T);
    else {
      const index = source === first ? i : i + left.countBefore(source);
      visit.keep(index, before[source] as T, after[i] as T);
      if (index !== i) visit.move(index, i);
      left.take(source);
    }
  }
  const rest = [];
  for (let i = first; i < endBefore; i++) if (left.has(i)) rest.push(before[i] as T);
  // Leftovers are met on the way to the items that both lists end with, or are the list's end themselves.
  if (endAfter < after.length) for (const item of rest) visit.remove(endAfter, item);
  else for (let i = rest.length - 1; i >= 0; i--) visit.remove(endAfter + i, rest[i] as T);
}

interface Matches {
  /** Whether the old item at a position is among the new ones. */
  stays(position: number): boolean;
  /** The position of the next old item with this key, once each. */
  take(key: unknown): number | undefined;
}

function match(
  before: readonly unknown[],
  after: readonly unknown[],
  start: number,
  endBefore: number,
  endAfter: number,
): Matches {
  const wanted = new Map<unknown, number>();
  for (let i = start; i < endAfter; i++) wanted.set(after[i], (wanted.get(after[i]) ?? 0) + 1);
  const staying = new Uint8Array(endBefore);
  const firsts = new Map<unknown, number>();
  const nexts = new Map<number, number>();
  const lasts = new Map<unknown, number>();
  for (let i = start; i < endBefore; i++) {
    const key = before[i];
    const count = wanted.get(key) ?? 0;
    if (count === 0) continue;
    wanted.set(key, count - 1);
    staying[i] = 1;
    const last = lasts.get(key);
    if (last === undefined) firsts.set(key, i);
    else nexts.set(last, i);
    lasts.set(key, i);
  }
  return {
    stays: (position) => staying[position] === 1,
    take(key) {
      const position = firsts.get(key);
      if (position === undefined) return undefined;
      const next = nexts.get(position);
      if (next === undefined) firsts.delete(key);
      else firsts.set(key, next);
      return position;
    },
  };
}
