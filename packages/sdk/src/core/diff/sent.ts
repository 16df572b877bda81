import { isControlNode } from "../mounting.ts";
import { isTracked, sameValue } from "../same-value.ts";
import { asMap, takeSnapshot, wireName } from "../serialize.ts";
import type { PropertySpec } from "../spec.ts";
import { nodeKey, type Snapshot, type TreeNode } from "../tree-node.ts";

/** The explicit key of a control; key objects count by their value. */
export function plainKey(node: TreeNode): unknown {
  const key = node.values.key;
  return isTracked(key) ? key[nodeKey].values.value : key;
}

/** A property's key on the wire and its value. */
export function current(node: TreeNode, name: string): { wire: string; value: unknown } {
  if (name === "_internals") {
    return { wire: name, value: node.values._internals ?? node.table.internals ?? {} };
  }
  const property = node.table.properties.get(name);
  return {
    wire: property?.wire ?? wireName(name),
    value: node.values[name] ?? property?.default ?? null,
  };
}

/** Notes what a slot holds now as what was sent. */
export function renew(node: TreeNode, name: string, value: unknown): void {
  if (typeof value === "object" && value !== null) takeSnapshot(node, name, value);
  else node.snapshots?.delete(name);
}

/** Lists first, then maps, then objects; within each, in the order in which they were sent. */
export function inKindOrder(node: TreeNode, names: Iterable<string>): string[] {
  const kinds: [lists: string[], maps: string[], objects: string[]] = [[], [], []];
  for (const name of names) {
    const snapshot = node.snapshots?.get(name);
    if (snapshot !== undefined) kinds[kindOf(snapshot)].push(name);
  }
  const [lists, maps, objects] = kinds;
  if (maps.length + objects.length === 0) return lists;
  return [...lists, ...maps, ...objects];
}

function kindOf(snapshot: Snapshot): 0 | 1 | 2 {
  if (Array.isArray(snapshot)) return 0;
  return snapshot instanceof Map ? 1 : 2;
}

/** What the client has in a slot that was never sent. */
export function blankFor(value: object): unknown {
  if (isTracked(value)) return null;
  if (Array.isArray(value)) return [];
  return asMap(value) === undefined ? null : new Map();
}

/** The same for any value: scalars were null. */
export function blankOrNull(value: unknown): unknown {
  return typeof value === "object" && value !== null ? blankFor(value) : null;
}

/** Whether an equal value object took the place of one that was sent as it is. */
export function isQuietSwap(sent: TreeNode, value: unknown): boolean {
  if (isControlNode(sent) || !isTracked(value) || value[nodeKey].host !== null) return false;
  return sent.dirty === null && sent.touched === null && sameValue(sent.owner, value);
}

/** Takes a holder away from the value objects that it held itself. */
export function dropHolder(sent: unknown, holder: TreeNode): void {
  if (isTracked(sent)) {
    if (!isControlNode(sent[nodeKey])) sent[nodeKey].dropHolder(holder);
  } else if (Array.isArray(sent)) for (const item of sent) dropHolder(item, holder);
  else for (const item of asMap(sent)?.values() ?? []) dropHolder(item, holder);
}

/** The wire form of a scalar. */
export function wireScalar(property: PropertySpec, value: unknown): unknown {
  return property.sentAsTrue && value !== null ? true : value;
}
