import type { Segment } from "@flotilla/protocol";
import { isEqual } from "./is-equal.ts";
import type { PatchBuilder } from "./patch-builder.ts";
import type { Path } from "./path.ts";
import { walkList } from "./walk-list.ts";

/**
 * How list items without an explicit key are matched: the very same object, or the position among their like.
 * Trees that are changed in place use the first, descriptions that are built anew at each render the second.
 */
export type Matching = "identity" | "position";

/** What a differ must know about the objects (controls, value objects) in the values that it compares. */
export interface DiffRules<T extends object> {
  /** Whether a value is one; all others are lists, maps and plain values. */
  isObject(value: unknown): value is T;
  /** The author's key, undefined if there is none. */
  keyOf(object: T): unknown;
  /** Whether one object continues another one, so that only its changed fields are sent: same type, same key. */
  same(before: T, after: T): boolean;
  /** Compares the fields of an object with what was sent, by calling the differ for each; `before` and `after` may be one. */
  update(before: T, after: T, path: Path, matching: Matching): void;
  /** The wire form of a value that is sent whole. */
  write(value: unknown): unknown;
  /** A value is sent whole, with all objects in it. */
  added?(value: unknown): void;
  /** A value leaves, with all objects in it. */
  removed?(value: unknown): void;
}

/** Compares values with what was sent before and writes the operations that turn one into the other. */
export class Differ<T extends object> {
  readonly #rules: DiffRules<T>;
  readonly #patch: PatchBuilder;

  constructor(rules: DiffRules<T>, patch: PatchBuilder) {
    this.#rules = rules;
    this.#patch = patch;
  }

  /** Compares the values of one property, list item or map entry of the container at the path. */
  value(path: Path, key: Segment, before: unknown, after: unknown, matching: Matching): void {
    if (!this.#descend(path, key, before, after, matching)) this.replace(path, key, before, after);
  }

  /** Sends the value of a property, list item or map entry whole. */
  replace(path: Path, key: Segment, before: unknown, after: unknown): void {
    this.#patch.replace(path, key, this.#rules.write(after));
    this.#rules.removed?.(before);
    this.#rules.added?.(after);
  }

  /** Compares two lists, the one at the path. */
  list(
    path: Path,
    before: readonly unknown[],
    after: readonly unknown[],
    matching: Matching,
  ): void {
    const rules = this.#rules;
    const isPlain = !before.some(rules.isObject) && !after.some(rules.isObject);
    const keysOf = (items: readonly unknown[]): unknown[] =>
      isPlain ? plainKeys(items) : this.#keys(items, matching);
    walkList(before, after, keysOf(before), keysOf(after), {
      add: (index, item) => {
        this.#patch.add(path, index, rules.write(item));
        rules.added?.(item);
      },
      remove: (index, item) => {
        this.#patch.remove(path, index);
        rules.removed?.(item);
      },
      move: (from, to) => this.#patch.move(path, from, path, to),
      keep: (index, old, item) => {
        if (!rules.isObject(old) || !rules.isObject(item) || old === item)
          this.value(path, index, old, item, matching);
        else if (rules.same(old, item)) rules.update(old, item, path.at(index), "position");
        else this.replace(path, index, old, item);
      },
    });
  }

  /** Compares two maps, the one at the path: removes, adds, then changes. */
  map(
    path: Path,
    before: ReadonlyMap<Segment, unknown> | Readonly<Record<string, unknown>>,
    after: ReadonlyMap<Segment, unknown> | Readonly<Record<string, unknown>>,
    matching: Matching,
  ): void {
    this.#map(path, entriesOf(before), entriesOf(after), matching);
  }

  /** Compares what can be compared inside; false if the value must be sent whole. */
  #descend(path: Path, key: Segment, before: unknown, after: unknown, matching: Matching): boolean {
    const rules = this.#rules;
    if (rules.isObject(before) && rules.isObject(after)) {
      if (before === after) {
        if (matching === "identity") rules.update(before, after, path.at(key), matching);
        return true;
      }
      if (matching === "identity" || !rules.same(before, after)) return false;
      rules.update(before, after, path.at(key), matching);
      return true;
    }
    if (Array.isArray(before) && Array.isArray(after)) {
      if (before.length === 0 || after.length === 0) return before.length === after.length;
      this.list(path.at(key), before, after, matching);
      return true;
    }
    if (isMap(before) && isMap(after) && !rules.isObject(before) && !rules.isObject(after)) {
      const entriesBefore = entriesOf(before);
      const entriesAfter = entriesOf(after);
      if (entriesBefore.size === 0 || entriesAfter.size === 0)
        return entriesBefore.size === entriesAfter.size;
      this.#map(path.at(key), entriesBefore, entriesAfter, matching);
      return true;
    }
    return isEqual(before, after);
  }

  #map(
    path: Path,
    before: ReadonlyMap<Segment, unknown>,
    after: ReadonlyMap<Segment, unknown>,
    matching: Matching,
  ): void {
    for (const [key, value] of before) {
      if (after.has(key)) continue;
      this.#patch.remove(path, key);
      this.#rules.removed?.(value);
    }
    for (const [key, value] of after) {
      if (before.has(key)) continue;
      this.#patch.add(path, key, this.#rules.write(value));
      this.#rules.added?.(value);
    }
    for (const [key, value] of before)
      if (after.has(key)) this.value(path, key, value, after.get(key), matching);
  }

  /** Keys of different kinds never meet: explicit ones are told apart by their text, the rest are objects or symbols. */
  #keys(items: readonly unknown[], matching: Matching): unknown[] {
    const rules = this.#rules;
    let unkeyed = 0;
    let plain = 0;
    return items.map((item) => {
      if (!rules.isObject(item)) return `plain ${plain++}`;
      const key = rules.keyOf(item);
      if (key !== undefined && key !== null) return `key ${typeof key} ${String(key)}`;
      return matching === "identity" ? item : `position ${unkeyed++}`;
    });
  }
}

/** In lists without objects texts and numbers match by value, all else by position among its like. */
function plainKeys(items: readonly unknown[]): unknown[] {
  let others = 0;
  return items.map((item) => {
    if (typeof item === "string") return `text ${item}`;
    return typeof item === "object" && item !== null ? `other ${others++}` : item;
  });
}

function isMap(value: unknown): value is Map<Segment, unknown> | Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof Map) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function entriesOf(
  map: ReadonlyMap<Segment, unknown> | Readonly<Record<string, unknown>>,
): ReadonlyMap<Segment, unknown> {
  return map instanceof Map ? map : new Map(Object.entries(map));
}
