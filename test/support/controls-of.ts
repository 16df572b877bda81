import type { ControlMap } from "@flotilla/tree";

/** All controls of a tree, in the order of a page that is read from top to bottom. */
export function* controlsOf(value: unknown): Generator<ControlMap> {
  if (Array.isArray(value)) for (const item of value) yield* controlsOf(item);
  else if (typeof value === "object" && value !== null) {
    if ("_c" in value) yield value as ControlMap;
    for (const child of Object.values(value)) yield* controlsOf(child);
  }
}
