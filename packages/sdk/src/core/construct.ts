import { checkedHandler, writeProperty } from "./accessors.ts";
import { isPlainObject } from "./same-value.ts";
import type { TreeNode } from "./tree-node.ts";

/**
 * Applies `(…positional, properties?)`: a trailing plain object holds the named properties, value objects by
 * position are instances, `undefined` means not given. Names without a table entry go to the object itself if
 * it has them (`data`, an author's accessor) and are refused otherwise.
 */
export function applyArguments(node: TreeNode, args: readonly unknown[]): void {
  const { table, owner } = node;
  let count = args.length;
  const last = count > 0 ? args[count - 1] : undefined;
  const named = isPlainObject(last) ? last : undefined;
  if (named !== undefined) count--;
  if (count > table.positional.length) {
    throw new TypeError(
      `${nameOf(owner)} takes at most ${table.positional.length} arguments by position, got ${count}`,
    );
  }
  for (let i = 0; i < count; i++) {
    const name = table.positional[i];
    if (name !== undefined) assign(node, name, args[i]);
  }
  if (named !== undefined) {
    for (const name of Object.keys(named)) assign(node, name, named[name]);
  }
}

function assign(node: TreeNode, name: string, value: unknown): void {
  if (value === undefined) return;
  const property = node.table.properties.get(name);
  if (property !== undefined) writeProperty(node, property, value);
  else if (node.table.events.has(name)) node.values[name] = checkedHandler(node, name, value);
  else if (name in node.owner) Reflect.set(node.owner, name, value);
  else throw new TypeError(`${nameOf(node.owner)} has no property "${name}"`);
}

function nameOf(owner: object): string {
  return owner.constructor.name;
}
