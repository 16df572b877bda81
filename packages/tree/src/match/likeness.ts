import { body, type ControlMap, isControl, isPlainMap, keyOf } from "../control-map.ts";

/** What tells one item of a list from its neighbours. */
export interface Likeness {
  /** Type of what is shown: components are looked through. */
  readonly kind: string;
  readonly key: unknown;
  /** Equal for controls that bear the same labels, whatever has been entered in them. */
  readonly label: number;
}

/** Texts in these are what the control says; elsewhere a `value` is what has been entered. */
const saying = new Set(["Text", "TextSpan"]);

/** Computes likenesses, each control's once. */
export class Likenesses {
  readonly #known = new Map<ControlMap, Likeness>();

  of(control: ControlMap): Likeness {
    const known = this.#known.get(control);
    if (known !== undefined) return known;
    const shown = body(control);
    const kind = isControl(shown) ? shown._c : "C";
    const key = keyOf(control) ?? (isControl(shown) ? keyOf(shown) : undefined);
    const likeness = { kind, key, label: this.#labelOf(control) };
    this.#known.set(control, likeness);
    return likeness;
  }

  /** Whether one may stand for the other at all. */
  canPair(before: ControlMap, after: ControlMap): boolean {
    const a = this.of(before);
    const b = this.of(after);
    if (before._c !== after._c || a.kind !== b.kind) return false;
    return a.key === undefined || b.key === undefined || a.key === b.key;
  }

  /** A sum, as the order of properties says nothing. */
  #labelOf(control: ControlMap): number {
    let sum = hashOf(control._c, 0);
    for (const property in control) {
      const value = control[property];
      if (typeof value !== "string" && typeof value !== "object") continue;
      if (property === "_c" || (property === "value" && !saying.has(control._c))) continue;
      sum = (sum + this.#mix(value, hashOf(property, 0))) | 0;
    }
    return sum;
  }

  #mix(value: unknown, seed: number): number {
    if (typeof value === "string") return hashOf(value, seed);
    if (isControl(value)) return (Math.imul(seed, 31) + this.of(value).label) | 0;
    let hash = seed;
    if (Array.isArray(value)) for (const item of value) hash = this.#mix(item, hash);
    else if (isPlainMap(value))
      for (const item of Object.values(value)) hash = this.#mix(item, hash);
    return hash;
  }
}

function hashOf(text: string, seed: number): number {
  let hash = Math.imul(seed, 31) + text.length;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
