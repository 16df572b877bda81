/** How long to wait before attempts to connect. */
export interface BackoffPolicy {
  /** Upper bound of the first delay. */
  readonly firstMs: number;
  readonly capMs: number;
}

export const defaultBackoff: BackoffPolicy = { firstMs: 100, capMs: 5_000 };

/**
 * Delays of consecutive attempts: a random part of a bound that doubles from `firstMs` to `capMs`, so
 * that the visitors of a restarted host do not come back in one moment.
 */
export class Backoff {
  readonly #policy: BackoffPolicy;
  readonly #random: () => number;
  #attempt = 0;

  constructor(policy: BackoffPolicy, random: () => number) {
    this.#policy = policy;
    this.#random = random;
  }

  /** Whether no attempt was made since it went well. */
  get isFresh(): boolean {
    return this.#attempt === 0;
  }

  /** The next delay; never less than `leastMs`, which a host's close code may ask for. */
  next(leastMs = 0): number {
    const bound = Math.min(this.#policy.capMs, this.#policy.firstMs * 2 ** this.#attempt);
    this.#attempt += 1;
    return Math.max(leastMs, this.#random() * bound);
  }

  /** The time for which a host asked, and a random part of it again: not all who were told the same come at once. */
  spread(ms: number): number {
    return ms * (1 + this.#random() / 2);
  }

  reset(): void {
    this.#attempt = 0;
  }
}
