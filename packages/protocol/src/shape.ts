type Kind =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "bytes"
  | "map"
  /** A map of bytes, and one in which null stands for what is to be removed. */
  | "parts"
  | "changes";

/** Fields that a peer's map must have; a kind that begins with `?` may be absent, one that ends with `|null` may be null. */
export type Shape = { readonly [field: string]: Kind | `?${Kind}` | `${Kind}|null` | Shape };

/** The first field of a map that breaks the shape, undefined if there is none; further fields are ignored. */
export function misfit(value: Readonly<Record<string, unknown>>, shape: Shape): string | undefined {
  for (const field of Object.keys(shape)) {
    const kind = shape[field] as Shape[string];
    const item = value[field];
    if (typeof kind === "object") {
      if (!isMap(item)) return field;
      const inner = misfit(item, kind);
      if (inner !== undefined) return `${field}.${inner}`;
    } else if (!fits(item, kind)) return field;
  }
  return undefined;
}

/** Whether a decoded value is a map with string keys. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

function fits(item: unknown, kind: string): boolean {
  if (kind.startsWith("?")) return item === undefined || fits(item, kind.slice(1));
  if (kind.endsWith("|null")) return item === null || fits(item, kind.slice(0, -5));
  switch (kind) {
    case "integer":
      return Number.isSafeInteger(item);
    case "number":
      return Number.isFinite(item);
    case "bytes":
      return item instanceof Uint8Array;
    case "map":
      return isMap(item);
    case "parts":
      return isMap(item) && Object.values(item).every((part) => part instanceof Uint8Array);
    case "changes":
      return (
        isMap(item) &&
        Object.values(item).every((part) => part === null || part instanceof Uint8Array)
      );
    default:
      return typeof item === kind;
  }
}
