import { messageOf } from "@flotilla/protocol";
import { isPlainObject, isTracked, sameValue } from "../core/same-value.ts";
import { takeSnapshot } from "../core/serialize.ts";
import type { PropertySpec } from "../core/spec.ts";
import { nodeKey, type TreeNode } from "../core/tree-node.ts";

type Fields = Readonly<Record<string, unknown>>;
/** Takes what cannot be stored; the other fields are stored if it returns. */
export type Refuse = (error: unknown) => void;

/**
 * Stores what the client says about a control it has already changed by itself: nothing is echoed and no handler runs.
 * Unknown names are skipped, maps go into existing objects, so that a field that is missing keeps its value or default.
 */
export function applyUpdate(node: TreeNode, props: Fields, refuse: Refuse): void {
  merge(node, toldByClient.has(node.table.type) ? withoutNulls(props) : props, refuse);
}

/** For those who take all or nothing. */
export function rethrow(error: unknown): never {
  throw error;
}

/** Whose properties are facts about the client: null says that it does not know, as if the field were missing. */
const toldByClient: ReadonlySet<string> = new Set(["Page", "Window"]);

function withoutNulls(fields: Fields): Fields {
  const known = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(
    known.map(([name, value]) => [name, isPlainObject(value) ? withoutNulls(value) : value]),
  );
}

function merge(node: TreeNode, fields: Fields, refuse: Refuse): void {
  for (const name of Object.keys(fields)) {
    const property = node.table.propertiesByWire.get(name);
    if (property === undefined) continue;
    try {
      applyProperty(node, property, fields[name], refuse);
    } catch (error) {
      refuse(new TypeError(`${node.table.type}.${name}: ${messageOf(error)}`));
    }
  }
}

function applyProperty(
  node: TreeNode,
  property: PropertySpec,
  wire: unknown,
  refuse: Refuse,
): void {
  const { name } = property;
  const previous = node.values[name];
  if (isPlainObject(wire) && isTracked(previous)) {
    merge(previous[nodeKey], wire, refuse);
    return;
  }
  const value = authorsValue(property, wire, toldByClient.has(node.table.type), refuse);
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

/** The author's value; throws if the client's cannot be one. */
function authorsValue(
  property: PropertySpec,
  wire: unknown,
  isAboutClient: boolean,
  refuse: Refuse,
): unknown {
  const made = property.factory?.();
  if (isTracked(made) && isPlainObject(wire)) {
    merge(made[nodeKey], wire, refuse);
    return made;
  }
  if (isTracked(made) && isAboutClient) throw new TypeError("expected a map");
  if (property.kind === "control" || property.kind === "controls") {
    throw new TypeError("only the app says which controls there are");
  }
  return property.parse === undefined ? wire : property.parse(wire);
}
