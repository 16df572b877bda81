import { isPlainObject, isTracked, sameValue } from "../core/same-value.ts";
import { takeSnapshot } from "../core/serialize.ts";
import type { PropertySpec } from "../core/spec.ts";
import { nodeKey, type TreeNode } from "../core/tree-node.ts";

/**
 * Stores what the client says about a control it has already changed by itself: nothing is echoed and no handler runs.
 * Unknown names are skipped, maps go into existing objects, a value outside of its enumeration throws.
 */
export function applyUpdate(node: TreeNode, props: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(props)) {
    const property = node.table.propertiesByWire.get(name);
    if (property !== undefined) applyProperty(node, property, props[name]);
  }
}

function applyProperty(node: TreeNode, property: PropertySpec, wire: unknown): void {
  const { name } = property;
  const previous = node.values[name];
  if (isPlainObject(wire) && isTracked(previous)) {
    applyUpdate(previous[nodeKey], wire);
    return;
  }
  const value = property.parse === undefined ? wire : property.parse(wire);
  if (property.factory === undefined && sameValue(property.default ?? null, value)) {
    node.values[name] = undefined;
  } else node.values[name] = value;
  if (isTracked(value) && node.host !== null) {
    value[nodeKey].addHolder(node);
    value[nodeKey].host = node.host;
  }
  if (node.host !== null && typeof value === "object" && value !== null) {
    takeSnapshot(node, name, value);
  } else node.snapshots?.delete(name);
}
