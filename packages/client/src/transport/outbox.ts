import type { ClientMessage } from "@flotilla/protocol";

const mostMessages = 1_000;

/** Messages that wait for a live connection, in order. */
export class Outbox {
  #waiting: ClientMessage[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  /** Keeps a message; beyond the limit the oldest goes, as what the visitor did last counts most. */
  add(message: ClientMessage): void {
    this.#waiting.push(message);
    if (this.#waiting.length > mostMessages) this.#waiting.shift();
  }

  /** Takes all messages out. */
  take(): readonly ClientMessage[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }
}
