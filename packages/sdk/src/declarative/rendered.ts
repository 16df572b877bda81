import { isTracked } from "../core/same-value.ts";
import { asMap } from "../core/serialize.ts";
import { nodeKey, type TreeNode } from "../core/tree-node.ts";
import { flatten, isNothing } from "./children.ts";
import { ComponentControl } from "./component-control.ts";

/** What a component returned in the form of a body: a control, a list of controls, or null. */
export function bodyOf(rendered: unknown, name: string): unknown {
  if (isNothing(rendered)) return null;
  if (Array.isArray(rendered)) {
    const items = flatten(rendered);
    for (const item of items) refuseOther(item, name);
    return items;
  }
  refuseOther(rendered, name);
  return rendered;
}

function refuseOther(value: unknown, name: string): void {
  if (isControl(value)) return;
  if (value instanceof Promise) {
    throw new TypeError(`${name} returned a promise: a component cannot be async, use useEffect`);
  }
  throw new TypeError(
    `${name} must return a control, a list of controls or null, got ${textOf(value)}`,
  );
}

function isControl(value: unknown): boolean {
  return isTracked(value) && value[nodeKey].table.type !== "";
}

function textOf(value: unknown): string {
  if (typeof value === "object" && value !== null) return value.constructor?.name ?? "an object";
  return typeof value === "function" ? "a function" : `${typeof value} ${JSON.stringify(value)}`;
}

/** From now on only the next render may change the controls of a body. */
export function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (isTracked(value)) freezeNode(value[nodeKey]);
  else if (Array.isArray(value)) for (const item of value) freeze(item);
  else for (const item of asMap(value)?.values() ?? []) freeze(item);
}

function freezeNode(node: TreeNode): void {
  if (node.table.type !== "") {
    if (node.isFrozen) return;
    node.isFrozen = true;
  }
  for (const value of Object.values(node.values)) freeze(value);
}

/** The controls right in a body, whose parent is the component that presents it. */
export function adopt(body: unknown, parent: TreeNode): void {
  for (const item of Array.isArray(body) ? body : [body]) {
    if (isTracked(item)) item[nodeKey].parent = parent;
  }
}

/** The components in a value, in order; not those in the bodies of others. */
export function componentsIn(value: unknown, into: ComponentControl[] = []): ComponentControl[] {
  if (typeof value !== "object" || value === null) return into;
  if (value instanceof ComponentControl) into.push(value);
  else if (isTracked(value)) {
    for (const item of Object.values(value[nodeKey].values)) componentsIn(item, into);
  } else if (Array.isArray(value)) for (const item of value) componentsIn(item, into);
  else for (const item of asMap(value)?.values() ?? []) componentsIn(item, into);
  return into;
}
