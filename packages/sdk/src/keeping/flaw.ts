import { isTracked } from "../core/same-value.ts";
import { nodeKey } from "../core/tree-node.ts";
import { contentOf } from "../declarative/observable/observable.ts";
import { watchableOf } from "../declarative/observable/watchable.ts";

/** What in a value cannot be kept, and where it is. */
export interface Flaw {
  readonly path: string;
  readonly what: string;
}

/** What a look through a value finds. */
export interface Look {
  readonly isKeepable: boolean;
  readonly hasObservables: boolean;
}

/** Looks through a value for what cannot be kept. */
export function lookThrough(value: unknown): Look {
  if (typeof value !== "object" || value === null) {
    return { isKeepable: whatIs(value) === undefined, hasObservables: false };
  }
  const seen = new Set<object>();
  let hasObservables = false;
  const isKeepable = (item: unknown): boolean => {
    if (typeof item !== "object" || item === null) {
      return typeof item !== "function" && typeof item !== "symbol";
    }
    if (seen.has(item)) return true;
    seen.add(item);
    if (whatIs(item) !== undefined) return false;
    if (watchableOf(item) !== undefined) hasObservables = true;
    if (Array.isArray(item)) return item.every(isKeepable);
    for (const inner of innerOf(contentOf(item) ?? item)) if (!isKeepable(inner)) return false;
    return true;
  };
  return { isKeepable: isKeepable(value), hasObservables };
}

/** The first thing in a value that cannot be kept; `name` is how the value itself is called. */
export function findFlaw(value: unknown, name: string): Flaw | undefined {
  const seen = new Set<unknown>();
  const find = (item: unknown, path: string): Flaw | undefined => {
    const what = whatIs(item);
    if (what !== undefined) return { path, what };
    if (typeof item !== "object" || item === null || seen.has(item)) return undefined;
    seen.add(item);
    for (const [place, inner] of placesIn(contentOf(item) ?? item)) {
      const flaw = find(inner, `${path}${place}`);
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  };
  return find(value, name);
}

/** Says what a value is, if it is something that cannot be kept. */
function whatIs(value: unknown): string | undefined {
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value !== "object" || value === null) return undefined;
  if (isTracked(value)) {
    return value[nodeKey].table.type === "" ? `a ${classOf(value)} of the page` : "a control";
  }
  if (value instanceof Promise) return "a promise";
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef) {
    return `a ${classOf(value)}`;
  }
  return undefined;
}

/** The class of an object, for texts. */
export function classOf(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name === "string" && name !== "" ? name : "object";
}

function* innerOf(value: object): Iterable<unknown> {
  if (value instanceof Map) {
    for (const [key, item] of value) {
      yield key;
      yield item;
    }
  } else if (value instanceof Set) yield* value;
  else if (!ArrayBuffer.isView(value)) yield* Object.values(value);
}

function* placesIn(value: object): Iterable<[place: string, item: unknown]> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield [`[${i}]`, item];
  } else if (value instanceof Map) {
    for (const [key, item] of value) {
      yield [".keys()", key];
      yield [`.get(${typeof key === "string" ? JSON.stringify(key) : "…"})`, item];
    }
  } else if (value instanceof Set) {
    for (const item of value) yield [".values()", item];
  } else if (!ArrayBuffer.isView(value)) {
    for (const [key, item] of Object.entries(value)) {
      yield [
        /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
        item,
      ];
    }
  }
}
