/** What a control can be at the moment, as far as the look depends on it. */
export type ControlState =
  | "hovered"
  | "focused"
  | "pressed"
  | "dragged"
  | "selected"
  | "disabled"
  | "error";

const names = new Set([
  "hovered",
  "focused",
  "pressed",
  "dragged",
  "selected",
  "scrolledunder",
  "disabled",
  "error",
  "default",
  "",
]);

/**
 * The value that holds under `states`: the value itself, or of a map by state the first entry whose state
 * is on, with `default` last. Undefined if no entry applies.
 */
export function stateValue(value: unknown, states: readonly ControlState[]): unknown {
  if (!isStateMap(value)) return value ?? undefined;
  const entries = Object.entries(value).map(([key, entry]) => [stateName(key), entry] as const);
  const active = new Set<string>(states);
  const found =
    entries.find(([state]) => active.has(state)) ?? entries.find(([state]) => isRest(state));
  return found?.[1] ?? undefined;
}

/** Whether the value names states, so that it must be read with `stateValue`. */
export function isStateMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => names.has(stateName(key)));
}

// A key added in place by a Python app arrives as the member's name, `ControlState.SELECTED`.
function stateName(key: string): string {
  return key
    .replace(/^ControlState\./, "")
    .replaceAll("_", "")
    .toLowerCase();
}

function isRest(state: string): boolean {
  return state === "default" || state === "";
}
