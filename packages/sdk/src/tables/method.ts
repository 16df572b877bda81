import { isPlainObject } from "../core/same-value.ts";
import { toWire } from "../core/serialize.ts";
import type { Parse } from "./parse.ts";

/** One argument of a client method. */
type ArgumentRow = readonly [
  /** The author's name. */
  name: string,
  /** The key on the wire. */
  wire: string,
  /** The default: a constant, or a function that makes it from the control. */
  preset?: unknown,
  /** `!` must be given, `?` is left out of the call when null. */
  mode?: "!" | "?" | "",
];

/** One method of a control that the client answers. */
export interface MethodRow {
  readonly name: string;
  readonly wire: string;
  readonly args?: readonly ArgumentRow[];
  /** How many arguments may be given by position. */
  readonly positional?: number;
  /** Throws where the call cannot succeed. */
  readonly guard?: (control: never, args: Readonly<Record<string, unknown>>) => unknown;
  /** Runs when the client has done it. */
  readonly after?: (control: never) => void;
  readonly parse?: Parse;
  readonly returns?: false;
  readonly timeoutMs?: number | ((args: Readonly<Record<string, unknown>>) => number);
}

/** Calls the client, as `BaseControl.invokeMethod` does. */
export type Invoke = (
  control: never,
  name: string,
  args: Readonly<Record<string, unknown>> | undefined,
  options: { readonly timeoutMs: number } | undefined,
) => Promise<unknown>;

/** The method that authors call: arguments by position, then the named ones as one object. */
export function clientMethod(
  row: MethodRow,
  invoke: Invoke,
): (...given: unknown[]) => Promise<unknown> {
  return async function (this: unknown, ...given: unknown[]): Promise<unknown> {
    const values = readArguments(row, given);
    row.guard?.(this as never, values);
    const args = row.args && wireArguments(row.args, values, this);
    const timeoutMs = typeof row.timeoutMs === "function" ? row.timeoutMs(values) : row.timeoutMs;
    const options = timeoutMs === undefined ? undefined : { timeoutMs };
    const result = await invoke(this as never, row.wire, args, options);
    row.after?.(this as never);
    if (row.returns === false) return undefined;
    return row.parse ? row.parse(result) : result;
  };
}

function readArguments(row: MethodRow, given: readonly unknown[]): Record<string, unknown> {
  const { args = [], positional = args.length } = row;
  const values: Record<string, unknown> = {};
  const last = given.at(-1);
  const named = isPlainObject(last) ? last : undefined;
  const count = named === undefined ? given.length : given.length - 1;
  if (count > positional) {
    throw new TypeError(
      `${row.name} takes at most ${positional} arguments by position, got ${count}`,
    );
  }
  args.slice(0, count).forEach(([name], index) => {
    values[name] = given[index];
  });
  for (const [name, value] of Object.entries(named ?? {})) {
    if (!args.some(([known]) => known === name)) {
      throw new TypeError(`${row.name} has no argument "${name}"`);
    }
    values[name] = value;
  }
  for (const [name, , preset, mode] of args) {
    if (values[name] !== undefined) continue;
    if (mode === "!") throw new TypeError(`${row.name} needs "${name}"`);
    if (typeof preset !== "function") values[name] = preset ?? null;
  }
  return values;
}

function wireArguments(
  rows: readonly ArgumentRow[],
  values: Readonly<Record<string, unknown>>,
  control: unknown,
): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [name, wire, preset, mode] of rows) {
    let value = values[name];
    if ((value === undefined || value === null) && typeof preset === "function")
      value = preset(control);
    if (mode === "?" && (value === null || value === undefined)) continue;
    args[wire] = toWire(value);
  }
  return args;
}
