/** Somebody with more to write than may leave at once. */
export interface BulkWriter {
  /** Writes a part of it. */
  writePart(): void;
}

/** Lets writers of bulk take turns, one of them in each turn of the event loop: everybody else is served in between. */
export class BulkTurns {
  readonly #waiting = new Set<BulkWriter>();
  #isScheduled = false;
  readonly #turn = (): void => {
    this.#isScheduled = false;
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    next.writePart();
    if (this.#waiting.size > 0) this.#schedule();
  };

  /** The writer's turn comes once. */
  add(writer: BulkWriter): void {
    this.#waiting.add(writer);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(this.#turn);
  }
}
