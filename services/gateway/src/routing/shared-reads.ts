interface Reading<T> {
  readonly settled: Promise<void>;
  /** The read after this one, for all who came while it ran. */
  next: Promise<T> | undefined;
}

/**
 * Reads of the same things that many ask for at once: one runs at a time for each key, and those who come meanwhile share the
 * next. So a crowd costs few reads, and nobody gets what was read before they asked.
 */
export class SharedReads<T> {
  readonly #running = new Map<string, Reading<T>>();

  read(key: string, read: () => Promise<T>): Promise<T> {
    const running = this.#running.get(key);
    if (running === undefined) return this.#start(key, read);
    running.next ??= running.settled.then(() => this.#start(key, read));
    return running.next;
  }

  #start(key: string, read: () => Promise<T>): Promise<T> {
    const result = read();
    const end = (): void => {
      if (this.#running.get(key) === reading) this.#running.delete(key);
    };
    const reading: Reading<T> = { settled: result.then(end, end), next: undefined };
    this.#running.set(key, reading);
    return result;
  }
}
