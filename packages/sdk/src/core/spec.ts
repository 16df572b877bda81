/** How a property's value is compared and written. */
export type PropertyKind =
  | "scalar" // string, number, boolean, bytes, color, icon, enum, date
  | "control" // one control, or text where the schema allows it
  | "controls" // a list whose items are (or hold) controls
  | "value" // a value object
  | "list" // a list without controls
  | "map"; // a map with string keys

/** One property of a control or a field of a value object, as generated from the schema. */
export interface PropertySpec {
  /** The author's name, camelCase. */
  readonly name: string;
  /** The key on the wire, snake_case. */
  readonly wire: string;
  readonly kind: PropertyKind;
  /** Omitted means null. Lists, maps and value objects: a factory. */
  readonly default?: unknown;
  readonly factory?: () => unknown;
  /** False: kept on the server, never sent. */
  readonly serialized?: false;
  /** Own slot of the tree: sent when it is not empty. */
  readonly structural?: true;
  /** Sent even when it equals its default. */
  readonly alwaysSent?: true;
  /** What the client assumes when the key is missing, where it differs from `default`. */
  readonly wireDefault?: unknown;
  /** Sent as `true` instead of its value. */
  readonly sentAsTrue?: true;
  /** Turns what the client sends back (UPDATE) into the author's value. */
  readonly parse?: (wire: unknown) => unknown;
}

/** One event of a control: the author's handler field and the client's event. */
export interface EventSpec {
  /** The handler field, `onClick`. */
  readonly field: string;
  /** The event's name on the wire, `click`; the flag is `on_click`. */
  readonly name: string;
  /** Builds the typed event from the client's data; missing means the plain `ControlEvent`. */
  readonly event?: EventClass;
}

/** A generated event class; `fromWire` throws when a required key is missing or an enum value unknown. */
export interface EventClass {
  readonly name: string;
  fromWire(base: { name: string; control: unknown; page: unknown; data: unknown }): unknown;
}

/** One control class of the schema. Tables hold own members only; bases are walked through the class chain. */
export interface ControlSpec {
  /** `_c` on the wire. */
  readonly type: string;
  readonly properties: readonly PropertySpec[];
  readonly events: readonly EventSpec[];
  /** Author's names of positional constructor arguments, in order (bases included). */
  readonly positional?: readonly string[];
  /** Constant entries of `_internals`. */
  readonly internals?: Readonly<Record<string, unknown>>;
  readonly isolated?: true;
  readonly isAdaptive?: true;
  readonly isLayoutControl?: true;
  readonly isService?: true;
  readonly isDialog?: true;
  readonly carriesAction?: true;
}

/** One value class of the schema (padding, border, style …). */
export interface ValueSpec {
  readonly fields: readonly PropertySpec[];
  readonly positional?: readonly string[];
  /** `sparse`: only non-default fields are sent; `plain`: all non-null fields. */
  readonly encoding: "sparse" | "plain";
  /** Constant private fields sent with it, for example `_type`. */
  readonly tags?: Readonly<Record<string, unknown>>;
}
