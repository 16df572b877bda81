import type { EventClass, EventSpec, PropertyKind, PropertySpec } from "../core/spec.ts";

/** Kinds in one letter, so that the generated tables stay small. */
const kinds: Readonly<Record<string, PropertyKind>> = {
  s: "scalar",
  c: "control",
  C: "controls",
  v: "value",
  l: "list",
  m: "map",
};

/** What differs from the plain case; see `PropertySpec`. */
export type RowExtras = Partial<Omit<PropertySpec, "name" | "kind" | "default">>;

/** One property: its author's name, its kind, its default (null if left out) and what differs from the plain case. */
export type PropertyRow = readonly [
  name: string,
  kind: string,
  preset?: string | number | boolean | null,
  extras?: RowExtras,
];

/** One event: its name on the wire, alone if its handlers get a plain `ControlEvent`. */
export type EventRow = string | readonly [name: string, event: EventClass];

/** Expands generated rows into property specifications. */
export function properties(rows: readonly PropertyRow[]): PropertySpec[] {
  return rows.map(([name, kind, preset, extras]) => {
    const spec = { name, wire: snakeCase(name), kind: kinds[kind] ?? "scalar" };
    if (preset === undefined || preset === null) return extras ? { ...spec, ...extras } : spec;
    return { ...spec, default: preset, ...extras };
  });
}

/** Expands generated rows into event specifications. */
export function events(rows: readonly EventRow[]): EventSpec[] {
  return rows.map((row) => {
    if (typeof row === "string") return { field: handlerField(row), name: row };
    return { field: handlerField(row[0]), name: row[0], event: row[1] };
  });
}

/** `scrollTo` → `scroll_to`. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function handlerField(event: string): string {
  return `on${event.replace(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase())}`;
}

/** A list of the control's own, made for each instance. */
export const ownList: RowExtras = { factory: () => [], structural: true };

/** Kept at the server. */
export const notSent: RowExtras = { serialized: false };
