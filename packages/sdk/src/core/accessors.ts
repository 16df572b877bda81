import { isTracked, sameValue } from "./same-value.ts";
import type { EventSpec, PropertySpec } from "./spec.ts";
import { nodeKey, type Tracked, type TreeNode } from "./tree-node.ts";

/** Gives a class's prototype a tracked accessor for each of its own properties and events. */
export function installAccessors(
  prototype: object,
  properties: readonly PropertySpec[],
  events: readonly EventSpec[],
): void {
  for (const property of properties) {
    Object.defineProperty(prototype, property.name, {
      configurable: true,
      enumerable: true,
      get(this: Tracked): unknown {
        return readProperty(this[nodeKey], property);
      },
      set(this: Tracked, value: unknown) {
        writeProperty(this[nodeKey], property, value);
      },
    });
  }
  for (const { field } of events) {
    Object.defineProperty(prototype, field, {
      configurable: true,
      enumerable: true,
      get(this: Tracked): unknown {
        return this[nodeKey].values[field] ?? null;
      },
      set(this: Tracked, value: unknown) {
        writeHandler(this[nodeKey], field, value);
      },
    });
  }
}

/** The property's value; a container or value object with a factory comes into being when it is first read. */
export function readProperty(node: TreeNode, property: PropertySpec): unknown {
  const value = node.values[property.name];
  if (value !== undefined) return value;
  if (property.factory === undefined) return property.default ?? null;
  const made = property.factory();
  node.values[property.name] = made;
  if (isTracked(made))
    node.mark(property.name); // if it is not sent, changes of it would be lost
  else if (typeof made === "object" && made !== null) node.watchEmpty(property.name, made);
  return made;
}

/** Stores a value and notes the change, unless nothing changes by it. */
export function writeProperty(node: TreeNode, property: PropertySpec, value: unknown): void {
  const { name } = property;
  const previous = node.values[name];
  if (property.factory !== undefined) {
    if (previous === value) return;
    refuseIfFrozen(node);
    node.values[name] = value;
    if (typeof value !== "object" || value === null || isTracked(value)) node.mark(name);
    else if (node.host !== null) {
      node.watchEmpty(name, value);
      node.touch();
    }
    node.onChange?.(name, value);
    return;
  }
  if (previous === undefined) {
    if (value === undefined || sameValue(property.default ?? null, value)) return;
  } else if (sameValue(previous, value)) {
    if (previous !== value && typeof value === "object" && !node.isFrozen) {
      node.values[name] = value; // equal now, but this is the one that the author may change later
      if (node.host !== null) {
        node.hasSwapped = true;
        node.touch();
      }
    }
    return;
  }
  refuseIfFrozen(node);
  node.values[name] = sameValue(property.default ?? null, value) ? undefined : value;
  node.mark(name);
  node.onChange?.(name, value);
}

/** A handler, or undefined for none; refuses what could not be called. */
export function checkedHandler(node: TreeNode, field: string, value: unknown): unknown {
  if (typeof value === "function") return value;
  if (!value) return undefined; // also what a condition leaves over
  const got = value instanceof Promise ? "a promise" : typeof value;
  throw new TypeError(
    `${node.table.type}.${field}: expected a function, got ${got}: give the function itself, do not call it`,
  );
}

function writeHandler(node: TreeNode, field: string, value: unknown): void {
  const handler = checkedHandler(node, field, value);
  if (node.values[field] === handler) return;
  refuseIfFrozen(node);
  node.values[field] = handler;
  node.mark(field);
  node.onChange?.(field, value);
}

function refuseIfFrozen(node: TreeNode): void {
  if (node.isFrozen) {
    throw new Error(
      `${node.table.type} was rendered by a component: only the next render may change it`,
    );
  }
}
