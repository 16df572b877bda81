import { nodeKey, type Tracked } from "./tree-node.ts";

/** Whether a value holds tracked state, so that it is a control or a value object. */
export function isTracked(value: unknown): value is Tracked {
  return typeof value === "object" && value !== null && nodeKey in value;
}

/** Whether a value is an object literal, not an instance of some class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Whether assigning `next` over `previous` would change nothing: scalars by identity, value objects and
 * collections by content. Controls are the same only if they are the same object.
 */
export function sameValue(previous: unknown, next: unknown): boolean {
  if (Object.is(previous, next)) return true;
  if (typeof previous !== "object" || typeof next !== "object") return false;
  if (previous === null || next === null) return false;
  if (isTracked(previous)) return isTracked(next) && sameTracked(previous, next);
  if (isTracked(next)) return false;
  if (Array.isArray(previous)) return Array.isArray(next) && sameItems(previous, next);
  if (previous instanceof Date) {
    return next instanceof Date && previous.getTime() === next.getTime();
  }
  if (previous instanceof Uint8Array) {
    return next instanceof Uint8Array && sameItems(previous, next);
  }
  if (isPlainObject(previous)) return isPlainObject(next) && sameEntries(previous, next);
  return false;
}

function sameTracked(previous: Tracked, next: Tracked): boolean {
  const a = previous[nodeKey];
  const b = next[nodeKey];
  if (a.table !== b.table || a.table.type !== "") return false;
  for (const name of new Set([...Object.keys(a.values), ...Object.keys(b.values)])) {
    if (!sameValue(a.values[name], b.values[name])) return false;
  }
  return true;
}

function sameItems(previous: ArrayLike<unknown>, next: ArrayLike<unknown>): boolean {
  if (previous.length !== next.length) return false;
  for (let i = 0; i < previous.length; i++) {
    if (!sameValue(previous[i], next[i])) return false;
  }
  return true;
}

function sameEntries(previous: Record<string, unknown>, next: Record<string, unknown>): boolean {
  const keys = Object.keys(previous);
  if (keys.length !== Object.keys(next).length) return false;
  return keys.every((key) => Object.hasOwn(next, key) && sameValue(previous[key], next[key]));
}
