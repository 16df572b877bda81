import { installAccessors } from "./accessors.ts";
import { type CallableClass, callableClass } from "./callable-class.ts";
import { describeValue, tableOf } from "./class-table.ts";
import { applyArguments } from "./construct.ts";
import type { ValueSpec } from "./spec.ts";
import { nodeKey, TreeNode } from "./tree-node.ts";

/** Base of all value objects (padding, borders, styles …): tracked like controls, but without an id. */
export abstract class Value {
  readonly [nodeKey]: TreeNode;

  constructor(...args: unknown[]) {
    this[nodeKey] = new TreeNode(this, tableOf(new.target));
    applyArguments(this[nodeKey], args);
  }
}

/** Gives a value class its accessors and makes it callable without `new`. */
export function defineValue<C extends new (...args: never[]) => Value>(
  cls: C,
  spec: ValueSpec,
): CallableClass<C> {
  describeValue(cls, spec);
  installAccessors(cls.prototype, spec.fields, []);
  return callableClass(cls);
}
