/** Values of a label that may have series of their own; the first come, the rest share `other`. */
export class LabelCap {
  readonly #max: number;
  readonly #known = new Set<string>();

  constructor(max: number) {
    this.#max = max;
  }

  /** The value itself while there is room for it. */
  labelOf(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size >= this.#max) return "other";
    this.#known.add(value);
    return value;
  }
}

/** Teams that counters tell apart. */
export const maxTeamLabels = 200;

/** Apps that the few metrics with apps tell apart. */
export const maxAppLabels = 500;
