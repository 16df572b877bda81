import { isForbiddenKey } from "@flotilla/protocol";
import { type ControlMap, isControl, isPlainMap } from "../control-map.ts";
import { assignValue, isDeepEqual } from "./assign-value.ts";
import type { ControlIndex } from "./control-index.ts";

/** Merges a property map into a control: maps into maps, controls into controls of the same id, all else replaces; nothing is deleted. */
export function mergeProps(
  index: ControlIndex,
  control: ControlMap,
  props: Readonly<Record<string, unknown>>,
): void {
  for (const property of Object.keys(props)) {
    if (property === "_i" || property === "_c" || isForbiddenKey(property)) continue;
    const before = control[property];
    const after = props[property];
    if (mergeInto(index, before, after, control._i, property)) continue;
    const value = assignValue(index, before, after, { parentId: control._i, property });
    if (value !== before) index.markChanged(control._i, property);
    control[property] = value;
  }
}

/** Merges if both values can be merged or are equal; false if the old one must be replaced. */
function mergeInto(
  index: ControlIndex,
  before: unknown,
  after: unknown,
  ownerId: number,
  property: string,
): boolean {
  if (isControl(before)) {
    if (!isControl(after) || before._i !== after._i) return false;
    mergeProps(index, before, after);
    return true;
  }
  if (isPlainMap(before) && isPlainMap(after) && !isControl(after)) {
    for (const key of Object.keys(after)) {
      if (isForbiddenKey(key) || mergeInto(index, before[key], after[key], ownerId, property))
        continue;
      before[key] = assignValue(index, before[key], after[key], { parentId: ownerId, property });
      index.markChanged(ownerId, property);
    }
    return true;
  }
  return isDeepEqual(before, after) && before !== undefined;
}
