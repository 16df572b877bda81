/** Gives ids the same names on both sides: the order in which they were first seen. */
export class CanonicalIds {
  readonly #names: Map<number, string>;

  constructor(names: ReadonlyMap<number, string> = new Map()) {
    this.#names = new Map(names);
  }

  /** The same names, and room for others that may turn out to be wrong. */
  copy(): CanonicalIds {
    return new CanonicalIds(this.#names);
  }

  name(id: number): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = `#${this.#names.size + 1}`;
    this.#names.set(id, name);
    return name;
  }
}

const differsByRun: ReadonlySet<string> = new Set([
  "uid",
  "client_ip",
  "client_user_agent",
  "current_date", // of a date picker: the moment when it was made
]);

/** A copy of a tree in which two runs of the same app are equal: keys sorted, ids named by first sight, run facts left out. */
export function canonicalTree(value: unknown, ids: CanonicalIds): unknown {
  if (Array.isArray(value)) return value.map((item) => canonicalTree(item, ids));
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("hex") };
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const plain: Record<string, unknown> = {};
  for (const [name, item] of entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))) {
    if (differsByRun.has(name)) continue;
    plain[name] =
      (name === "_i" || name === "service_id") && typeof item === "number"
        ? ids.name(item)
        : canonicalTree(item, ids);
  }
  return plain;
}
