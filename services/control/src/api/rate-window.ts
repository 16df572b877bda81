/** Counts calls by key in windows of fixed length. */
export class RateWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  #counts = new Map<string, number>();
  #startedAt = Number.NEGATIVE_INFINITY;

  constructor(limit: number, windowMs: number, now: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Counts one call; milliseconds to wait if it was one too many. */
  take(key: string): number | undefined {
    const now = this.#now();
    if (now - this.#startedAt >= this.#windowMs) {
      this.#counts = new Map();
      this.#startedAt = now;
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count > this.#limit ? this.#startedAt + this.#windowMs - now : undefined;
  }
}
