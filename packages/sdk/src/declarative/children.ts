import type { BaseControl } from "../core/base-control.ts";

/** What may stand between the tags of a component: controls, lists of them, and what a condition leaves over. */
export type Children =
  | BaseControl
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Children[];

/** The items of nested lists in order, without what a condition leaves over (`null`, `undefined`, booleans). */
export function flatten(children: unknown): unknown[] {
  const items: unknown[] = [];
  collect(children, items);
  return items;
}

function collect(value: unknown, into: unknown[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (!isNothing(value)) into.push(value);
}

/** Whether a value stands for nothing: what `condition && control` gives when the condition does not hold. */
export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || typeof value === "boolean";
}
