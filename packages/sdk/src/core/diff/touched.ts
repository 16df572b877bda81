import { isTracked } from "../same-value.ts";
import { asMap } from "../serialize.ts";
import { nodeKey, type Snapshot, type TreeNode } from "../tree-node.ts";

/** Whether a slot holds something else than was last sent, its items' insides aside. */
export function hasChanged(snapshot: Snapshot, value: unknown): boolean {
  if (Array.isArray(snapshot)) {
    return !Array.isArray(value) || differs(snapshot, value);
  }
  if (!(snapshot instanceof Map)) return snapshot !== value;
  const entries = asMap(value);
  if (entries === undefined || entries.size !== snapshot.size) return true;
  for (const [key, item] of entries) {
    if (snapshot.get(key) !== item || !snapshot.has(key)) return true;
  }
  return false;
}

function differs(before: readonly unknown[], after: readonly unknown[]): boolean {
  const { length } = before;
  if (after.length !== length) return true;
  for (let i = 0; i < length; i++) {
    // Unlike `===` it does not read the two to learn that they are the same: a list's items are seldom in the cache.
    if (!Object.is(before[i], after[i])) return true;
  }
  return false;
}

/** Whether a holder of a value object has not yet been updated with its changes. */
export function isAwaited(node: TreeNode): boolean {
  if (node.table.type !== "") return false;
  if (node.parent?.touched?.has(node)) return true;
  for (const holder of node.otherParents ?? []) {
    if (holder.touched?.has(node)) return true;
  }
  return false;
}

/** Makes changed lists and maps of a value object count as assigned, so that each of its holders finds them. */
export function noteChangedSlots(node: TreeNode): void {
  for (const [name, snapshot] of node.snapshots ?? []) {
    const value = node.values[name] ?? null;
    if (snapshot !== value && hasChanged(snapshot, value)) node.mark(name);
  }
}

const nowhere: ReadonlyMap<string, TreeNode[]> = new Map();

/** The touched nodes right below a node by the property they are in; items of lists in order of position. */
export function touchedByPlace(node: TreeNode): ReadonlyMap<string, TreeNode[]> {
  if (node.touched === null) return nowhere;
  const places = new Map<string, TreeNode[]>();
  const add = (place: string, child: TreeNode) => {
    const others = places.get(place);
    if (others === undefined) places.set(place, [child]);
    else others.push(child);
  };
  for (const child of node.touched) {
    if (child.table.type === "" && child.hasSeveralPlaces) {
      for (const place of placesOf(node, child)) add(place, child);
    } else add(child.place, child);
  }
  for (const [name, children] of places) {
    const snapshot = node.snapshots?.get(name);
    if (!Array.isArray(snapshot)) continue;
    const found = children.filter((child) => isAt(snapshot, child));
    places.set(
      name,
      found.sort((a, b) => a.slot - b.slot),
    );
  }
  return places;
}

function isAt(list: readonly unknown[], child: TreeNode): boolean {
  if (isBehind(list[child.slot], child)) return true;
  const slot = list.findIndex((item) => isBehind(item, child));
  if (slot < 0) return false;
  child.slot = slot;
  return true;
}

function isBehind(item: unknown, child: TreeNode): boolean {
  return isTracked(item) && item[nodeKey] === child;
}

/** The properties of a node in which a value object was last sent. */
function placesOf(node: TreeNode, child: TreeNode): string[] {
  const places: string[] = [];
  for (const [name, snapshot] of node.snapshots ?? []) {
    const isHere = isTracked(snapshot)
      ? snapshot[nodeKey] === child
      : [...snapshot.values()].some((item) => isBehind(item, child));
    if (isHere) places.push(name);
  }
  return places;
}

/** Whether a value object that left one property of a node was also sent in another one. */
export function isStillHeld(holder: TreeNode, child: TreeNode): boolean {
  return child.hasSeveralPlaces && placesOf(holder, child).length > 0;
}
