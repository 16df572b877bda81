/** So many may run at a time; others wait for their turn, first come, first served. */
export class Seats {
  readonly #limit: number;
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves when there is a seat, which is the caller's then; rejects if the caller gives up. */
  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.#taken >= this.#limit) {
      await this.#turn(signal);
      if (signal.aborted) this.#callNext();
      signal.throwIfAborted();
    }
    this.#taken += 1;
  }

  /** Gives a seat back. */
  leave(): void {
    this.#taken -= 1;
    this.#callNext();
  }

  #callNext(): void {
    const [next] = this.#waiting;
    if (this.#taken < this.#limit) next?.();
  }

  /** Who has given up must not be called in the place of one who waits. */
  async #turn(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => {
      this.#waiting.delete(wake);
      resolve();
    };
    this.#waiting.add(wake);
    signal.addEventListener("abort", wake, { once: true });
    await promise;
    signal.removeEventListener("abort", wake);
  }
}
