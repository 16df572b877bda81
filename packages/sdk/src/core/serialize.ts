import { readProperty } from "./accessors.ts";
import { isPlainObject, isTracked, sameValue } from "./same-value.ts";
import { nodeKey, type TreeNode } from "./tree-node.ts";

/** A value that writes itself: a date, a time of day. */
interface WireValue {
  toWire(): unknown;
}

type WireMap = Record<string, unknown>;

/**
 * The wire form of any author's value. Writing a control or a value object also notes what was sent (its
 * snapshots), so a value is written exactly once for each message that carries it.
 */
export function toWire(value: unknown): unknown {
  switch (typeof value) {
    case "object":
      if (value === null) return null;
      if (isTracked(value)) return writeNode(value[nodeKey]);
      if (Array.isArray(value)) return value.map(toWire);
      if (isPlainObject(value)) return writeEntries(Object.entries(value));
      if (value instanceof Map) return writeMap(value);
      if (isWireValue(value)) return value.toWire();
      return value;
    case "function":
      throw new TypeError(
        `a function (${value.name || "anonymous"}) stands where a value is expected: only handlers may be functions`,
      );
    case "symbol":
      throw new TypeError("a symbol cannot be sent");
    case "undefined":
      return null;
    default:
      return value;
  }
}

/** The wire form of a control or value object; defaults, nulls and empty slots are left out. */
export function writeNode(node: TreeNode): WireMap {
  const { table, values } = node;
  const map: WireMap = {};
  node.snapshots?.clear();
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    const property = table.properties.get(name);
    if (property === undefined) {
      const event = table.events.get(name);
      if (event !== undefined) map[`on_${event.name}`] = true;
      else if (isDerived(node)) {
        if (typeof value === "object") takeSnapshot(node, name, value);
        map[wireName(name)] = toWire(value);
      }
      continue;
    }
    if (property.serialized === false) continue;
    if (property.wireDefault !== undefined && sameValue(property.wireDefault, value)) continue;
    if (typeof value === "object") {
      const isEmpty = takeSnapshot(node, name, value);
      if (isEmpty && property.factory !== undefined) continue;
    }
    map[property.wire] = property.sentAsTrue ? true : toWire(value);
  }
  for (const property of table.unconditional) {
    if (property.wire in map || values[property.name] !== undefined) continue;
    const value = readProperty(node, property);
    if (value === null) continue;
    if (typeof value === "object" && takeSnapshot(node, property.name, value)) continue;
    map[property.wire] = toWire(value);
  }
  if (table.encoding === "plain") writePlainDefaults(node, map);
  if (table.type === "") return table.tags === undefined ? map : Object.assign(map, table.tags);
  writeInternals(node, map);
  map._c = table.type;
  map._i = node.id;
  return map;
}

/** Whether values without a table entry are sent, too: those that a record's class derives by itself. */
export function isDerived(node: TreeNode): boolean {
  return node.table.type === "" && node.table.encoding === "plain";
}

/** `serviceId` → `service_id`. */
export function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Records send all that is not null, defaults too. */
function writePlainDefaults(node: TreeNode, map: WireMap): void {
  for (const property of node.table.properties.values()) {
    if (property.wire in map || property.serialized === false) continue;
    const value = readProperty(node, property);
    if (value === null) continue;
    if (typeof value === "object" && takeSnapshot(node, property.name, value)) continue;
    map[property.wire] = toWire(value);
  }
}

function writeInternals(node: TreeNode, map: WireMap): void {
  const own = node.values._internals as WireMap | undefined;
  if (own !== undefined) takeSnapshot(node, "_internals", own);
  const entries = own ?? node.table.internals;
  if (entries !== undefined && Object.keys(entries).length > 0) {
    map._internals = writeEntries(Object.entries(entries));
  }
}

/** Remembers what is sent in a slot; true for an empty list or map. */
export function takeSnapshot(node: TreeNode, name: string, value: object): boolean {
  if (isTracked(value)) {
    place(value, name, 0);
    snapshotsOf(node).set(name, value);
    return false;
  }
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value.slice();
    for (let i = 0; i < items.length; i++) {
      if (!place(items[i], name, i)) refuseStray(node, name, i, items[i]);
    }
    snapshotsOf(node).set(name, items);
    node.host?.watch(node);
    return items.length === 0;
  }
  const entries = asMap(value);
  if (entries === undefined) return false;
  for (const item of entries.values()) place(item, name, 0);
  snapshotsOf(node).set(name, new Map(entries));
  node.host?.watch(node);
  return entries.size === 0;
}

/** The entries of an author's map, an object literal or a `Map`. */
export function asMap(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (value instanceof Map) return value;
  return isPlainObject(value) ? new Map(Object.entries(value)) : undefined;
}

/** False for what is neither a control nor a value object. */
function place(item: unknown, name: string, slot: number): boolean {
  if (!isTracked(item)) return false;
  const node = item[nodeKey];
  if (node.place !== "" && node.place !== name) node.hasSeveralPlaces = true;
  node.place = name;
  node.slot = slot;
  return true;
}

/** A list of controls may have gaps (`condition && control`), and nothing else that is no control. */
function refuseStray(node: TreeNode, name: string, at: number, item: unknown): void {
  if (item === null || item === undefined || typeof item === "boolean") return;
  if (node.table.properties.get(name)?.kind !== "controls") return;
  throw new TypeError(
    `${node.table.type}.${name}[${at}]: expected a control, got ${strayName(item)}`,
  );
}

function strayName(item: unknown): string {
  if (Array.isArray(item)) return "a list: spread it with ...";
  if (item instanceof Promise) return "a promise: await it";
  if (typeof item === "function") return "a function: call it";
  if (typeof item === "object") return item?.constructor?.name ?? "an object";
  const shown = typeof item === "string" ? JSON.stringify(item) : String(item);
  return `the ${typeof item} ${shown}: put it into ft.Text`;
}

function snapshotsOf(node: TreeNode): NonNullable<TreeNode["snapshots"]> {
  node.snapshots ??= new Map();
  return node.snapshots;
}

function writeEntries(entries: readonly [string, unknown][]): WireMap {
  const map: WireMap = {};
  for (const [key, value] of entries) map[key] = toWire(value);
  return map;
}

function writeMap(value: ReadonlyMap<unknown, unknown>): ReadonlyMap<unknown, unknown> {
  return new Map([...value].map(([key, item]) => [key, toWire(item)]));
}

function isWireValue(value: object): value is WireValue {
  return "toWire" in value && typeof value.toWire === "function";
}
