import type { CheckpointParts } from "@flotilla/protocol";
import type { KeptParts } from "./kept-parts.ts";
import { decodeKept, encodeKept, fromKept, toKept } from "./kept-value.ts";
import type { Omissions } from "./omissions.ts";

/** What precedes a key in the name of its part. */
export const storePrefix = "s:";

/** The values of a session's store, each of which is a part of its checkpoints. */
export class KeptStore {
  readonly values: Map<string, unknown>;
  #marked: Set<string> | null = null;
  /** Values that could not be kept, and why. */
  #flaws: Map<string, string> | null = null;
  readonly #changed: () => void;

  constructor(values: ReadonlyMap<string, unknown>, changed: () => void) {
    this.values = new Map(values);
    this.#changed = changed;
  }

  /** A key was set or removed. */
  readonly mark = (key: string): void => {
    this.#marked ??= new Set();
    this.#marked.add(key);
    this.#changed();
  };

  /** Why a value is not kept, if there is one that cannot be. */
  get flaw(): string | undefined {
    return this.#flaws?.values().next().value;
  }

  /** How many bytes the values have that may change without a sign of it. */
  silentBytes(parts: KeptParts): number {
    let bytes = 0;
    for (const [key, value] of this.values) {
      if (isSilent(value)) bytes += parts.sizeOf(storePrefix + key);
    }
    return bytes;
  }

  /** Notes what has changed: the values that were set, and what happened inside of the others if they are all looked at. */
  collect(parts: KeptParts, isEverything: boolean, omissions: Omissions): void {
    const marked = this.#marked ?? new Set();
    this.#marked = null;
    if (isEverything) {
      for (const [key, value] of this.values) if (isSilent(value)) marked.add(key);
    }
    for (const key of marked) {
      const name = storePrefix + key;
      this.#flaws?.delete(key);
      if (!this.values.has(key)) parts.drop(name);
      else {
        const place = `page.session.store "${key}"`;
        const bytes = omissions.guard(place, () =>
          encodeKept([toKept(this.values.get(key), key)], key),
        );
        if (bytes !== undefined) parts.put(name, bytes);
        else {
          parts.drop(name);
          this.#flaws ??= new Map();
          this.#flaws.set(key, omissions.latest);
        }
      }
    }
  }
}

/** The values that were kept; throws for parts that are damaged. */
export function readStore(parts: CheckpointParts): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, bytes] of Object.entries(parts)) {
    if (!name.startsWith(storePrefix)) continue;
    const [value] = decodeKept(bytes) as [unknown];
    values.set(name.slice(storePrefix.length), fromKept(value));
  }
  return values;
}

function isSilent(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
