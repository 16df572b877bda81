const subBits = 6;
const sub = 1 << subBits;
const octaves = 21;

/** Numbers of a histogram as they travel between processes. */
export interface HistogramData {
  readonly cells: readonly (readonly [index: number, count: number])[];
  readonly count: number;
  readonly max: number;
}

/** Microseconds in log-linear cells, 1.6 % wide: mergeable, so that percentiles are never averaged. */
export class Histogram {
  readonly #cells = new Float64Array(sub * (octaves + 1));
  #count = 0;
  #max = 0;

  add(us: number): void {
    const index = indexOf(us);
    this.#cells[index] = (this.#cells[index] ?? 0) + 1;
    this.#count += 1;
    if (us > this.#max) this.#max = us;
  }

  merge(data: HistogramData): void {
    for (const [index, count] of data.cells) this.#cells[index] = (this.#cells[index] ?? 0) + count;
    this.#count += data.count;
    this.#max = Math.max(this.#max, data.max);
  }

  get count(): number {
    return this.#count;
  }

  /** The upper edge of the cell that holds the quantile. */
  quantile(q: number): number {
    let left = Math.ceil(this.#count * q);
    for (const [index, count] of this.#cells.entries()) {
      left -= count;
      if (left <= 0) return Math.min(edgeOf(index), Math.ceil(this.#max));
    }
    return Number.NaN;
  }

  data(): HistogramData {
    const cells: [number, number][] = [];
    for (const [index, count] of this.#cells.entries()) if (count > 0) cells.push([index, count]);
    return { cells, count: this.#count, max: this.#max };
  }
}

function indexOf(us: number): number {
  const value = us < 0 ? 0 : us | 0;
  if (value < sub) return value;
  const octave = 31 - Math.clz32(value) - subBits;
  return Math.min(sub * (octave + 1) + ((value >>> octave) - sub), sub * (octaves + 1) - 1);
}

function edgeOf(index: number): number {
  if (index < sub) return index + 1;
  const octave = Math.floor(index / sub) - 1;
  return (sub + (index % sub) + 1) * 2 ** octave;
}
