/** Work that was begun and that nobody waits for until the end. */
export class UnderWay {
  readonly #works = new Set<Promise<void>>();
  readonly #onFailed: (error: unknown) => void;

  /** `onFailed` is told of what has come to nothing. */
  constructor(onFailed: (error: unknown) => void) {
    this.#onFailed = onFailed;
  }

  add(work: Promise<unknown>): void {
    const ended: Promise<void> = work
      .then(() => {}, this.#onFailed)
      .finally(() => this.#works.delete(ended));
    this.#works.add(ended);
  }

  /** Resolves when all of it has come to an end, and what was begun meanwhile. */
  async settled(): Promise<void> {
    while (this.#works.size > 0) await Promise.all(this.#works);
  }
}
