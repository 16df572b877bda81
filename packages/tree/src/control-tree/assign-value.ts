import { type ControlMap, isControl, isPlainMap } from "../control-map.ts";
import { isEqual } from "../diff/is-equal.ts";
import type { ControlIndex, Place } from "./control-index.ts";

/**
 * Puts a new value in the place of an old one and returns what to store. Controls that were there under the same id
 * stay the same objects with the new properties, so that what is drawn for them can stay too.
 */
export function assignValue(
  index: ControlIndex,
  before: unknown,
  after: unknown,
  place: Place,
): unknown {
  if (isControl(before) && isSame(before, after) && index.get(before._i) === before) {
    morph(index, before, after);
    return before;
  }
  if (Array.isArray(before) && Array.isArray(after)) return assignList(index, before, after, place);
  index.unregister(before);
  index.register(after, place);
  return after;
}

/** Whether two values are deeply equal. */
export function isDeepEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a))
    return (
      Array.isArray(b) && a.length === b.length && a.every((item, i) => isDeepEqual(item, b[i]))
    );
  if (!isPlainMap(a)) return isEqual(a, b);
  if (!isPlainMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isDeepEqual(a[key], b[key]))
  );
}

/** Gives a control all properties of another definition of it, and no others. */
function morph(index: ControlIndex, control: ControlMap, definition: ControlMap): void {
  const id = control._i;
  for (const property of Object.keys(control)) {
    if (Object.hasOwn(definition, property)) continue;
    index.unregister(control[property]);
    delete control[property];
    index.markChanged(id, property);
  }
  for (const property of Object.keys(definition)) {
    const before = control[property];
    const after = definition[property];
    if (isDeepEqual(before, after)) continue;
    const value = assignValue(index, before, after, { parentId: id, property });
    if (value !== before) index.markChanged(id, property);
    control[property] = value;
  }
}

function assignList(
  index: ControlIndex,
  before: readonly unknown[],
  after: readonly unknown[],
  place: Place,
): readonly unknown[] {
  const known = new Map<number, ControlMap>();
  for (const item of before)
    if (isControl(item) && index.get(item._i) === item) known.set(item._i, item);
  const kept = new Set<unknown>();
  const list = after.map((item) => {
    const control = isControl(item) ? known.get(item._i) : undefined;
    if (control === undefined || !isSame(control, item) || kept.has(control)) return item;
    kept.add(control);
    return control;
  });
  for (const item of before) if (!kept.has(item)) index.unregister(item);
  list.forEach((item, i) => {
    if (kept.has(item)) morph(index, item as ControlMap, after[i] as ControlMap);
    else index.register(item, place);
  });
  const isUnchanged = list.length === before.length && list.every((item, i) => item === before[i]);
  return isUnchanged ? before : list;
}

function isSame(before: ControlMap, after: unknown): after is ControlMap {
  return isControl(after) && before._i === after._i && before._c === after._c;
}
