import process from "node:process";

/**
 * Until when this process may run what clients send. Its worker prolongs that again and again; a process that stood still for
 * longer may have lost its sessions, and what lies in its sockets has been sent to others by then.
 */
export class RunLease {
  readonly #now: () => number;
  readonly #waiting = new Set<() => void>();
  #until = Number.POSITIVE_INFINITY;

  /** Takes milliseconds of the machine's steady clock, which all its processes share. */
  constructor(now: () => number = steadyTime) {
    this.#now = now;
  }

  get isOver(): boolean {
    return this.#until !== Number.POSITIVE_INFINITY && this.#now() > this.#until;
  }

  prolong(until: number): void {
    this.#until = until;
    if (this.isOver) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const goOn of waiting) goOn();
  }

  /** Calls once when it has been prolonged; returns the undo. */
  whenProlonged(goOn: () => void): () => void {
    this.#waiting.add(goOn);
    return () => this.#waiting.delete(goOn);
  }
}

function steadyTime(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
