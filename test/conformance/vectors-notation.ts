import { readdirSync, readFileSync } from "node:fs";
import { Extension, Float } from "../../packages/protocol/src/index.ts";

/** One packet of a recorded exchange. */
export interface VectorFrame {
  readonly n: number;
  readonly dir: "c2s" | "s2c";
  readonly session?: string;
  readonly hex: string;
  readonly decoded: unknown;
}

/** A recorded exchange between a client and a host. */
export interface Vector {
  readonly scenario: string;
  readonly frames: readonly VectorFrame[];
  readonly final_tree?: unknown;
  readonly final_trees?: Readonly<Record<string, unknown>>;
}

const folder = new URL("./vectors/", import.meta.url);

/** All recorded exchanges. */
export function readVectors(): Vector[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Vector);
}

/** The packet of a frame; a plain array of bytes, as a browser has it. */
export function packetOf(frame: VectorFrame): Uint8Array {
  return Uint8Array.from(Buffer.from(frame.hex, "hex"));
}

/** A decoded value in the notation of the recorded files. */
export function toNotation(value: unknown): unknown {
  if (value instanceof Extension) return { $ext: [value.code, value.text] };
  if (value instanceof Float) return value.value;
  if (value instanceof Uint8Array) return { $bin: Buffer.from(value).toString("hex") };
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => [key, toNotation(item)] as const);
    return entries.every(([key]) => typeof key === "string")
      ? Object.fromEntries(entries)
      : { $map: entries };
  }
  if (Array.isArray(value)) return value.map(toNotation);
  if (typeof value === "number" && !Number.isFinite(value))
    return { $float: Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf" };
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toNotation(item)]));
  return value;
}
