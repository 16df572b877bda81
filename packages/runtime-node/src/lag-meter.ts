const probeMs = 20;

/** Measures how late a timer fires; asked once a second, so that an idle process wakes no more often. */
export class LagMeter {
  #lagMs = 0;

  /** The delay found since the last call; begins the next measurement. */
  take(): number {
    const found = this.#lagMs;
    this.#lagMs = 0;
    const start = performance.now();
    setTimeout(() => {
      this.#lagMs = Math.max(this.#lagMs, performance.now() - start - probeMs);
    }, probeMs).unref();
    return found;
  }
}
