/** Somebody who holds back until the event loop's turn ends. */
export interface Held {
  release(): void;
}

/** Lets everything that is written in one turn of the event loop leave together. */
export class TurnBatch {
  #held: Held[] = [];
  #isScheduled = false;
  readonly #flush = (): void => {
    this.#isScheduled = false;
    const held = this.#held;
    this.#held = [];
    for (const one of held) one.release();
  };

  hold(one: Held): void {
    this.#held.push(one);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(this.#flush);
  }
}
