/** A session as its process has known it. */
interface Ended {
  readonly id: string;
  readonly epoch: number;
}

/** Sessions that an app process has ended itself, the latest of them: they are not to go on elsewhere when it is gone. */
export class OverSessions {
  readonly #most: number;
  readonly #epochs = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  add({ id, epoch }: Ended): void {
    this.#epochs.delete(id);
    this.#epochs.set(id, epoch);
    const [oldest] = this.#epochs.keys();
    if (this.#epochs.size > this.#most && oldest !== undefined) this.#epochs.delete(oldest);
  }

  /** Not if it has been claimed since. */
  has({ id, epoch }: Ended): boolean {
    return this.#epochs.get(id) === epoch;
  }
}
