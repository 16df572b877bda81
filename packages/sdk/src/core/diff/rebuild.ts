import { isDerived } from "../serialize.ts";
import type { TreeNode } from "../tree-node.ts";
import { plainKey } from "./sent.ts";

/** Lets a class say more about when a new object continues an older one (components: the same function). */
export const continuesKey: unique symbol = Symbol("flotilla.continues");

/**
 * Whether a new element continues an older one: same class, same key, and the class agrees. An object that is in the
 * tree already has an id of its own and continues nothing.
 */
export function sameElement(before: TreeNode, after: TreeNode): boolean {
  if (before.table !== after.table || plainKey(before) !== plainKey(after)) return false;
  if (after.host !== null) return false;
  const rule: unknown = Reflect.get(after.owner, continuesKey);
  return typeof rule === "function" ? Boolean(rule.call(after.owner, before.owner)) : true;
}

/** The properties in which two objects can differ: slots of the class first, then what either of them set. */
export function rebuildNames(before: TreeNode, after: TreeNode): Set<string> {
  const { properties, events } = after.table;
  const names = new Set<string>();
  for (const node of [before, after]) {
    for (const name of Object.keys(node.values)) {
      if (properties.get(name)?.factory !== undefined) names.add(name);
    }
  }
  for (const node of [before, after]) {
    for (const name of Object.keys(node.values)) {
      const property = properties.get(name);
      const isSent = property !== undefined && property.serialized !== false;
      const isOwn = property === undefined && isDerived(after);
      if (isSent || isOwn || events.has(name) || name === "_internals") names.add(name);
    }
  }
  return names;
}
