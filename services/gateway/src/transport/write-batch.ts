import type { Writable } from "node:stream";

/** Holds what is written to many sockets until the event loop's turn ends: one system call for each of them. */
export class WriteBatch {
  #corked: Writable[] = [];
  #isScheduled = false;
  readonly #flush = (): void => {
    this.#isScheduled = false;
    const sockets = this.#corked;
    this.#corked = [];
    for (const socket of sockets) socket.uncork();
  };

  /** Writes now, or at the end of this turn together with what else is written to that socket. */
  write(socket: Writable, bytes: Uint8Array): void {
    if (socket.writableCorked === 0) {
      socket.cork();
      this.#corked.push(socket);
      if (!this.#isScheduled) {
        this.#isScheduled = true;
        setImmediate(this.#flush);
      }
    }
    socket.write(bytes);
  }
}
