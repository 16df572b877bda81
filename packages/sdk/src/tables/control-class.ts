import { BaseControl, defineControl } from "../core/base-control.ts";
import { sameValue } from "../core/same-value.ts";
import type { ControlSpec } from "../core/spec.ts";
import { nodeKey } from "../core/tree-node.ts";
import { type ControlRules, describeRules } from "../hooks/validate.ts";
import { addMembers, markRaw, rawOf } from "./members.ts";
import { clientMethod, type Invoke, type MethodRow } from "./method.ts";
import { type EventRow, events, type PropertyRow, properties } from "./rows.ts";

type ControlClass = new (...args: unknown[]) => BaseControl;

/** Sets or, with `undefined`, removes an entry of `_internals`. */
export type SetInternal = (name: string, value: unknown) => void;

/** What a control class has beyond its properties and events. */
export interface ControlExtras
  extends Partial<Omit<ControlSpec, "type" | "properties" | "events" | "positional">> {
  readonly base?: unknown;
  /** More bases: JavaScript has one, so their members are copied. */
  readonly mixins?: readonly unknown[];
  readonly required?: readonly string[];
  readonly methods?: readonly MethodRow[];
  /** Members of the instances that are written by hand. */
  readonly members?: object;
  readonly statics?: object;
  /** What the class derives before each update. */
  readonly derive?: (control: never, setInternal: SetInternal) => void;
  readonly rules?: ControlRules;
}

interface Own {
  readonly properties: readonly PropertyRow[];
  readonly events: readonly EventRow[];
  readonly extras: ControlExtras;
}

const ownKey: unique symbol = Symbol("flotilla.own");
const mixedKey: unique symbol = Symbol("flotilla.mixed");

/** Makes a control class from its generated table. */
export function controlClass<C>(
  name: string,
  type: string,
  propertyRows: readonly PropertyRow[],
  eventRows: readonly EventRow[],
  positional: readonly string[],
  extras: ControlExtras,
): C {
  const Base = (rawOf(extras.base) ?? BaseControl) as ControlClass;
  const cls = withHooks(name, Base, extras);
  const mixins = (extras.mixins ?? []).map(
    (mixin) => rawOf(mixin) as ControlClass & { [ownKey]: Own },
  );
  const { base: _base, mixins: _mixins, required: _required, ...flags } = extras;
  const { methods: _methods, members, statics, derive: _derive, rules, ...spec } = flags;
  const callable = defineControl(cls, {
    ...spec,
    type,
    positional,
    properties: properties([
      ...mixins.flatMap((mixin) => mixin[ownKey].properties),
      ...propertyRows,
    ]),
    events: events([...mixins.flatMap((mixin) => mixin[ownKey].events), ...eventRows]),
  });
  markRaw(cls);
  Object.defineProperty(cls, ownKey, {
    value: { properties: propertyRows, events: eventRows, extras },
  });
  Object.defineProperty(cls, Symbol.hasInstance, { value: hasInstance });
  for (const mixin of mixins) addMethods(cls, mixin[ownKey].extras.methods);
  Object.defineProperty(cls.prototype, mixedKey, {
    value: new Set([...mixedInto(cls.prototype), ...mixins]),
  });
  addMethods(cls, extras.methods);
  if (members) addMembers(cls.prototype, members);
  if (statics) addMembers(cls, statics);
  describeRules(cls, [...mixins.map((mixin) => mixin[ownKey].extras.rules), rules]);
  return callable as C;
}

function withHooks(name: string, Base: ControlClass, extras: ControlExtras): ControlClass {
  const { required, derive } = extras;
  const plain = { [name]: class extends Base {} }[name] as ControlClass;
  if (required === undefined && derive === undefined) return plain;
  return {
    [name]: class extends Base {
      constructor(...args: unknown[]) {
        super(...args);
        for (const property of required ?? []) {
          if (this[nodeKey].values[property] === undefined) {
            throw new TypeError(`${this.constructor.name} needs "${property}"`);
          }
        }
      }
      override beforeUpdate(): void {
        super.beforeUpdate();
        derive?.(this as never, (entry, value) => {
          const known = this[nodeKey].values._internals as Record<string, unknown> | undefined;
          if (!sameValue(known?.[entry], value)) this.setInternal(entry, value);
        });
      }
    },
  }[name] as ControlClass;
}

/** Reaches the protected method of any control. */
abstract class Invoking extends BaseControl {
  static invoke: Invoke = (control: Invoking, name, args, options) =>
    control.invokeMethod(name, args, options);
}

function addMethods(cls: ControlClass, rows: readonly MethodRow[] | undefined): void {
  for (const row of rows ?? []) {
    const value = clientMethod(row, Invoking.invoke);
    Object.defineProperty(cls.prototype, row.name, { value, configurable: true, writable: true });
  }
}

/** `instanceof` also for bases whose members were copied. */
function hasInstance(this: ControlClass, value: unknown): boolean {
  const raw = rawOf(this) as ControlClass;
  if (Function.prototype[Symbol.hasInstance].call(raw, value)) return true;
  return typeof value === "object" && value !== null && mixedInto(value).has(raw);
}

function mixedInto(value: object): ReadonlySet<unknown> {
  return (value as { [mixedKey]?: ReadonlySet<unknown> })[mixedKey] ?? new Set();
}
