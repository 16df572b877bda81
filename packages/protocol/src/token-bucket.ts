/** Lets `burst` pass at once and `perSecond` in the long run. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  constructor(perSecond: number, burst: number, now: number) {
    this.#perMs = perSecond / 1_000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  /** Takes one; false if there is none. */
  take(now: number): boolean {
    // Most calls come within the same millisecond: nothing to add then.
    if (now > this.#at) {
      this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perMs);
      this.#at = now;
    }
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Whether it is as full as a new one, so that forgetting it changes nothing. */
  isFull(now: number): boolean {
    return this.#tokens + (now - this.#at) * this.#perMs >= this.#burst;
  }

  /** Seconds until the next one is there. */
  waitS(now: number): number {
    const tokens = this.#tokens + (now - this.#at) * this.#perMs;
    return Math.max(0, (1 - tokens) / this.#perMs / 1_000);
  }
}
