import { types } from "node:util";
import { contentOf, fill, reviveObservable } from "../declarative/observable/observable.ts";
import { classOf } from "./flaw.ts";

const classKey = "\0class";
const contentKey = "\0content";

/** Stands for an observable among what is kept. */
interface StandIn {
  readonly [classKey]: string;
  readonly [contentKey]: Readonly<Record<string, unknown>>;
}

/** A copy of a value in which other things stand for its observables. */
export function withStandIns(value: unknown): unknown {
  return withoutObservables(value, new Map());
}

/** What was kept as a value again; an observable in the place of `initial` is that one, with what was kept of its fields. */
export function withoutStandIns(kept: unknown, initial: unknown): unknown {
  if (!isStandIn(kept) || contentOf(initial) === undefined) return withObservables(kept, new Map());
  fill(initial, withObservables(kept[contentKey], new Map([[kept, initial as object]])));
  return initial;
}

/** Whether an object's class is one that copies keep. */
export function isBuiltIn(value: object): boolean {
  return (
    value instanceof Map ||
    value instanceof Set ||
    value instanceof Date ||
    value instanceof RegExp ||
    value instanceof Error ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value)
  );
}

function isStandIn(value: unknown): value is StandIn {
  return typeof value === "object" && value !== null && Object.hasOwn(value, classKey);
}

function withoutObservables(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (copies.has(value)) return copies.get(value);
  const content = contentOf(value);
  if (content === undefined && !Array.isArray(value) && isBuiltIn(value)) {
    if (!(value instanceof Map || value instanceof Set)) return value;
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    copies.set(value, copy);
    for (const item of value) copy.push(withoutObservables(item, copies));
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    copies.set(value, copy);
    for (const [key, item] of value) {
      copy.set(withoutObservables(key, copies), withoutObservables(item, copies));
    }
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set<unknown>();
    copies.set(value, copy);
    for (const item of value) copy.add(withoutObservables(item, copies));
    return copy;
  }
  const fields: Record<string, unknown> = {};
  const copy =
    content === undefined ? fields : { [classKey]: classOf(value), [contentKey]: fields };
  copies.set(value, copy);
  for (const [name, item] of Object.entries(content ?? value)) {
    fields[name] = withoutObservables(item, copies);
  }
  return copy;
}

/** Puts observables where others stand for them, in place. */
function withObservables(kept: unknown, done: Map<object, object>): unknown {
  if (typeof kept !== "object" || kept === null) return kept;
  const known = done.get(kept);
  if (known !== undefined) return known;
  if (isStandIn(kept)) {
    const observable = reviveObservable(kept[classKey]);
    done.set(kept, observable);
    fill(observable, withObservables(kept[contentKey], done));
    return observable;
  }
  done.set(kept, kept);
  if (Array.isArray(kept)) {
    for (const [i, item] of kept.entries()) kept[i] = withObservables(item, done);
  } else if (types.isMap(kept)) {
    const entries = [...kept];
    kept.clear();
    for (const [key, item] of entries) {
      kept.set(withObservables(key, done), withObservables(item, done));
    }
  } else if (types.isSet(kept)) {
    const items = [...kept];
    kept.clear();
    for (const item of items) kept.add(withObservables(item, done));
  } else if (!types.isBoxedPrimitive(kept) && !ArrayBuffer.isView(kept)) {
    const fields = kept as Record<string, unknown>;
    for (const [name, item] of Object.entries(fields)) fields[name] = withObservables(item, done);
  }
  return kept;
}
