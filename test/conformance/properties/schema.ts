import { readFileSync } from "node:fs";
import { join } from "node:path";

const packages = join(import.meta.dirname, "../../../packages");

interface Property {
  readonly name: string;
  readonly wireName?: string;
  readonly serialized?: boolean;
  readonly type: unknown;
}

/** A control of Flet's schema, as far as a client has to do with it. */
export interface SchemaControl {
  readonly wireType: string | null;
  readonly mro: readonly string[];
  readonly properties: readonly Property[];
  readonly events: readonly { readonly name: string }[];
  readonly methods: readonly { readonly invokes?: readonly { readonly method: string }[] }[];
}

interface Schema {
  readonly controls: Readonly<Record<string, SchemaControl>>;
  readonly aliases: Readonly<Record<string, { readonly type: unknown }>>;
}

interface Facts {
  readonly types: Readonly<Record<string, { readonly reads: Readonly<Record<string, unknown>> }>>;
}

const schema: Schema = JSON.parse(
  readFileSync(join(packages, "sdk/schema/flet-schema.json"), "utf8"),
);
const facts: Facts = JSON.parse(
  readFileSync(join(packages, "client/schema/flet-client-facts.json"), "utf8"),
);

/** Controls whose properties any control has: they are read in one place for all. */
const bases = [
  "AdaptiveControl",
  "BaseControl",
  "Control",
  "DialogControl",
  "LayoutControl",
  "ScrollableControl",
  "Service",
];

export const { controls } = schema;

/** What a control can be told and asked for, beside what every control can: wire names, methods with `()`. */
export function surfaceOf(name: string): string[] {
  const control = controls[name];
  const known = control?.wireType ? facts.types[control.wireType]?.reads : undefined;
  const own = [name, ...(control?.mro ?? [])].filter((base) => !bases.includes(base));
  return [...new Set(own.flatMap((base) => partsOf(base)))].filter(
    // What Flet's own client does not read of a control, ours need not.
    (part) => !known || part.endsWith("()") || part.startsWith("on_") || part in known,
  );
}

/** What every control, or every one of a kind, has. */
export function commonSurface(): string[] {
  return [...new Set(bases.flatMap((base) => partsOf(base)))];
}

function partsOf(name: string): string[] {
  const { properties = [], events = [], methods = [] } = controls[name] ?? {};
  return [
    ...properties
      .filter(({ serialized }) => serialized !== false)
      .map(({ name: own, wireName }) => wireName ?? own)
      .filter((own) => !own.startsWith("on_")),
    ...events.map((event) => `on_${event.name}`),
    ...methods.flatMap(({ invokes = [] }) => invokes.map(({ method }) => `${method}()`)),
  ];
}

/** The controls that hold a control in one of their properties, and so draw it if it has no drawing of its own. */
export function ownersOf(name: string): string[] {
  const wanted = new Set(
    [name, ...(controls[name]?.mro ?? [])].filter((one) => !bases.includes(one)),
  );
  return Object.entries(controls)
    .filter(([, { properties }]) => properties.some(({ type }) => mentions(type, wanted)))
    .map(([owner]) => owner);
}

function mentions(type: unknown, wanted: ReadonlySet<string>): boolean {
  if (Array.isArray(type)) return type.some((part) => mentions(part, wanted));
  if (typeof type !== "object" || type === null) return false;
  if ("kind" in type && "name" in type) {
    if (type.kind === "control") return wanted.has(String(type.name));
    if (type.kind === "alias") return mentions(schema.aliases[String(type.name)]?.type, wanted);
  }
  return Object.values(type).some((part) => mentions(part, wanted));
}
