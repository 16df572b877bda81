/** For how long something has been reached, as one knows who looks again and again. */
export class SteadyReach {
  readonly #time: () => number;
  #since: number | undefined;

  /** Takes milliseconds that only grow. */
  constructor(time: () => number = () => performance.now()) {
    this.#time = time;
  }

  /** 0 after a look that did not succeed. */
  get ms(): number {
    return this.#since === undefined ? 0 : this.#time() - this.#since;
  }

  /** Takes the outcome of a look that begins now. */
  async watch<T>(look: Promise<T>): Promise<T> {
    const began = this.#time();
    try {
      const result = await look;
      this.#since ??= began;
      return result;
    } catch (error) {
      this.#since = undefined;
      throw error;
    }
  }
}
