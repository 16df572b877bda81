import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "./connection.ts";

const longestMs = 2_000;
/** In this time a client has its new page and has sent again what it had sent before. */
const shortestMs = 150;
const lookMs = 20;

/**
 * Sessions that may have ended their process twice come back one at a time: if one of them does it again, the others were
 * not under way at that moment, and are no suspects any more.
 */
export class Trials {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs the work, which never rejects, when it is this connection's turn among those with the same key. */
  async hold(key: string, connection: Connection, work: () => Promise<void>): Promise<void> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(async () => {
      await work();
      await hasStood(connection);
    });
    this.#last.set(key, turn);
    await turn;
    if (this.#last.get(key) === turn) this.#last.delete(key);
  }
}

/** Whether it was right or wrong shows when the app has dealt with everything the client sent, or its process is gone. */
async function hasStood(connection: Connection): Promise<void> {
  const { attachment } = connection;
  if (attachment === undefined) return;
  const began = performance.now();
  let openedAt: number | undefined;
  for (let now = began; now - began < longestMs; now = performance.now()) {
    if (connection.isClosed || connection.attachment !== attachment) return;
    if (connection.isOpen) openedAt ??= now;
    if (!connection.isSuspect && now - (openedAt ?? now) >= shortestMs) return;
    await sleep(lookMs);
  }
}
