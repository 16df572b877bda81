const most = 1_000;

/** The ids of sessions that are over here, the latest of them: one that is not among them and not here may have been lost on its way. */
export class PastSessions {
  readonly #ids = new Set<string>();

  add(id: string): void {
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > most && oldest !== undefined) this.#ids.delete(oldest);
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** It has been brought back. */
  delete(id: string): void {
    this.#ids.delete(id);
  }
}
