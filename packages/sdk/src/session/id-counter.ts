import type { IdSource } from "../core/mounting.ts";

const firstLeap = 2 ** 17;
const leapRange = 2 ** 30;

/** Counts control ids for all sessions of a process; 1 and 2 are the page and the window of each session. */
export class IdCounter implements IdSource {
  #last = 2;
  #hasLeapt = false;

  next(): number {
    return ++this.#last;
  }

  /**
   * Goes on where no other process counts, for a session that one of them has begun: what its client sends before it has the new
   * page names controls of the old one, and must not hit others.
   */
  leap(): void {
    if (this.#hasLeapt) return;
    this.#hasLeapt = true;
    this.#last = firstLeap + Math.floor(Math.random() * leapRange);
  }
}
