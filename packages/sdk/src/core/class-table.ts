import type { ControlSpec, EventSpec, PropertySpec, ValueSpec } from "./spec.ts";

/** All members of one class, its bases' included, ready for lookups by either name. */
export interface ClassTable {
  /** `_c` on the wire; empty for value objects. */
  readonly type: string;
  readonly properties: ReadonlyMap<string, PropertySpec>;
  readonly propertiesByWire: ReadonlyMap<string, PropertySpec>;
  readonly events: ReadonlyMap<string, EventSpec>;
  readonly eventsByName: ReadonlyMap<string, EventSpec>;
  /** Properties that are sent at their default or compared with a base's default. */
  readonly unconditional: readonly PropertySpec[];
  readonly positional: readonly string[];
  /** Constant entries of `_internals`. */
  readonly internals: Readonly<Record<string, unknown>> | undefined;
  /** Constant private fields of a value object. */
  readonly tags: Readonly<Record<string, unknown>> | undefined;
  readonly encoding: "sparse" | "plain";
  readonly isIsolated: boolean;
  readonly isService: boolean;
  readonly isDialog: boolean;
}

const controlSpecKey = Symbol("flotilla.controlSpec");
const valueSpecKey = Symbol("flotilla.valueSpec");
const tableKey = Symbol("flotilla.table");

interface Described {
  [controlSpecKey]?: ControlSpec;
  [valueSpecKey]?: ValueSpec;
  [tableKey]?: ClassTable;
}

/** Attaches a generated table to a control class. */
export function describeControl(cls: object, spec: ControlSpec): void {
  Object.defineProperty(cls, controlSpecKey, { value: spec });
}

/** Attaches a generated table to a value class. */
export function describeValue(cls: object, spec: ValueSpec): void {
  Object.defineProperty(cls, valueSpecKey, { value: spec });
}

/** Whether this very class (not only a base of it) has a table of its own. */
export function isDescribed(cls: object): boolean {
  return Object.hasOwn(cls, controlSpecKey) || Object.hasOwn(cls, valueSpecKey);
}

/** The merged table of a class, built once; a class of the author's has the table of its base. */
export function tableOf(cls: object): ClassTable {
  const own = Object.getOwnPropertyDescriptor(cls, tableKey);
  if (own !== undefined) return own.value as ClassTable;
  const table = buildTable(cls);
  Object.defineProperty(cls, tableKey, { value: table });
  return table;
}

function buildTable(cls: object): ClassTable {
  const properties = new Map<string, PropertySpec>();
  const events = new Map<string, EventSpec>();
  let control: ControlSpec | undefined;
  let value: ValueSpec | undefined;
  let internals: Record<string, unknown> | undefined;
  let tags: Record<string, unknown> | undefined;
  let isIsolated = false;
  let isService = false;
  let isDialog = false;
  for (const link of chainOf(cls)) {
    const ownControl = ownSpec<ControlSpec>(link, controlSpecKey);
    const ownValue = ownSpec<ValueSpec>(link, valueSpecKey);
    for (const property of ownControl?.properties ?? ownValue?.fields ?? []) {
      properties.set(property.name, property);
    }
    for (const event of ownControl?.events ?? []) events.set(event.field, event);
    if (ownControl?.internals) internals = { ...internals, ...ownControl.internals };
    if (ownValue?.tags) tags = { ...tags, ...ownValue.tags };
    isIsolated ||= ownControl?.isolated === true;
    isService ||= ownControl?.isService === true;
    isDialog ||= ownControl?.isDialog === true;
    control = ownControl ?? control;
    value = ownValue ?? value;
  }
  const all = [...properties.values()];
  return {
    type: control?.type ?? "",
    properties,
    propertiesByWire: new Map(all.map((property) => [property.wire, property])),
    events,
    eventsByName: new Map([...events.values()].map((event) => [event.name, event])),
    unconditional: all.filter(
      (property) =>
        property.serialized !== false &&
        (property.alwaysSent === true || property.wireDefault !== undefined),
    ),
    positional: control?.positional ?? value?.positional ?? [],
    internals,
    tags,
    encoding: value?.encoding ?? "sparse",
    isIsolated,
    isService,
    isDialog,
  };
}

/** From the root class down to `cls`. */
function chainOf(cls: object): object[] {
  const chain: object[] = [];
  for (
    let link: object | null = cls;
    link !== null && link !== Function.prototype;
    link = Object.getPrototypeOf(link)
  ) {
    chain.unshift(link);
  }
  return chain;
}

function ownSpec<S>(cls: object, key: keyof Described): S | undefined {
  return Object.getOwnPropertyDescriptor(cls, key)?.value as S | undefined;
}
