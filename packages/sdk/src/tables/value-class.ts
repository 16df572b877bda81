import { tableOf } from "../core/class-table.ts";
import type { PropertySpec, ValueSpec } from "../core/spec.ts";
import { nodeKey } from "../core/tree-node.ts";
import { defineValue, Value } from "../core/value.ts";
import { addMembers, markRaw, rawOf } from "./members.ts";
import { isMap } from "./parse.ts";
import { type PropertyRow, properties } from "./rows.ts";

type ValueClass = new (...args: unknown[]) => Value;

/** What a value class has beyond its fields. */
export interface ValueExtras {
  readonly base?: unknown;
  /** What arguments by position name; all own fields if left out. */
  readonly positional?: readonly string[];
  readonly encoding?: "plain";
  readonly tags?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  /** Members of the instances: accessors and methods. */
  readonly members?: object;
  /** Members of the class: helpers such as `Padding.all`. */
  readonly statics?: (make: (props: Readonly<Record<string, unknown>>) => never) => object;
  /** Runs when an instance was made; refuses bad combinations. */
  readonly check?: (value: never) => void;
  readonly isAbstract?: true;
  /** Values that the class sets by itself; it takes no arguments then. */
  readonly fixed?: Readonly<Record<string, unknown>>;
}

/** Makes a value class from its generated table. */
export function valueClass<C>(
  name: string,
  rows: readonly PropertyRow[],
  extras: ValueExtras = {},
): C {
  const Base = (rawOf(extras.base) ?? Value) as ValueClass;
  const { required = [], fixed, check } = extras;
  const cls = {
    [name]: class extends Base {
      constructor(...args: unknown[]) {
        super(...(fixed === undefined ? args : [fixed]));
        if (extras.isAbstract && rawOf(new.target) === cls) {
          throw new TypeError(`${name} is a base class: construct one of its subclasses`);
        }
        for (const field of required) {
          if (this[nodeKey].values[field] === undefined) {
            throw new TypeError(`${name} needs "${field}"`);
          }
        }
        check?.(this as never);
      }
    },
  }[name] as ValueClass;
  const fields = properties(rows);
  const spec: ValueSpec = {
    fields,
    positional: extras.positional ?? fields.map((field) => field.name),
    encoding: extras.encoding ?? "sparse",
    ...(extras.tags && { tags: extras.tags }),
  };
  const callable = defineValue(cls, spec);
  const make = (props: Readonly<Record<string, unknown>>) => new cls(props) as never;
  markRaw(cls);
  addMembers(cls, { fromWire: (wire: unknown) => readValue(cls, wire) });
  addMembers(cls.prototype, { copy: copyMethod(cls) });
  if (extras.members) addMembers(cls.prototype, extras.members);
  if (extras.statics) addMembers(cls, extras.statics(make));
  return callable as C;
}

/** A copy with some fields changed; `undefined` keeps, lists and maps are copied one level deep. */
function copyMethod(
  cls: ValueClass,
): (this: Value, changes?: Readonly<Record<string, unknown>>) => Value {
  return function (changes = {}) {
    const props: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(this[nodeKey].values)) {
      props[name] = Array.isArray(value) ? [...value] : isMap(value) ? { ...value } : value;
    }
    for (const [name, value] of Object.entries(changes))
      if (value !== undefined) props[name] = value;
    return new cls(props);
  };
}

/** Builds a value object from the client's map; keys that it does not know are left out. */
function readValue(cls: ValueClass, wire: unknown): Value {
  const props: Record<string, unknown> = {};
  const { propertiesByWire } = tableOf(cls);
  if (isMap(wire)) {
    for (const [key, value] of Object.entries(wire)) {
      const field: PropertySpec | undefined = propertiesByWire.get(key);
      if (field === undefined) continue;
      if (value === null && field.default !== undefined) continue;
      props[field.name] = field.parse ? field.parse(value) : value;
    }
  }
  return new cls(props);
}
