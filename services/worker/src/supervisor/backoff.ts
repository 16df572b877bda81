/** Bounds on starting what keeps failing. */
export interface BackoffLimits {
  readonly firstMs: number;
  readonly maxMs: number;
  /** A process that has lived this long counts as healthy. */
  readonly healthyMs: number;
}

/** The default: 1 s after the first failure, doubled up to a minute. */
const defaultBackoff: BackoffLimits = { firstMs: 1_000, maxMs: 60_000, healthyMs: 60_000 };

/** Longest wait after a process that was ready: nobody is turned away for it. */
const maxReadyMs = 5_000;

interface Record {
  failures: number;
  until: number;
}

/** Remembers which releases fail again and again, and until when they are not to be started. */
export class Backoff {
  readonly #limits: BackoffLimits;
  readonly #now: () => number;
  readonly #records = new Map<string, Record>();

  constructor(limits: BackoffLimits = defaultBackoff, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  /** How many releases may not be started now. */
  get size(): number {
    const now = this.#now();
    let size = 0;
    for (const { until } of this.#records.values()) size += until > now ? 1 : 0;
    return size;
  }

  /** Milliseconds until a start is allowed; 0 if it is. */
  waitMs(release: string): number {
    return Math.max(0, (this.#records.get(release)?.until ?? 0) - this.#now());
  }

  /**
   * A process of the release ended badly after having lived so long. One that was ready has left sessions behind, which wait for
   * the next one: that may start at once the first time, and sooner than one that has yet to show that it can, for sessions that
   * keep ending their process are ended themselves.
   */
  failed(release: string, livedMs: number, wasReady: boolean): void {
    const { firstMs, maxMs, healthyMs } = this.#limits;
    const before = livedMs >= healthyMs ? 0 : (this.#records.get(release)?.failures ?? 0);
    const readyMs = before === 0 ? 0 : Math.min(maxReadyMs, firstMs * 2 ** (before - 3));
    const delay = wasReady ? readyMs : Math.min(maxMs, firstMs * 2 ** before);
    this.#records.set(release, { failures: before + 1, until: this.#now() + delay });
    this.#forget();
  }

  /** It ended as it should. */
  ended(release: string): void {
    this.#records.delete(release);
  }

  /** What has not failed for ten times the longest delay is forgotten. */
  #forget(): void {
    const old = this.#now() - 10 * this.#limits.maxMs;
    for (const [release, { until }] of this.#records)
      if (until < old) this.#records.delete(release);
  }
}
