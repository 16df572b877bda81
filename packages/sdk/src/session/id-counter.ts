import type { IdSource } from "../core/mounting.ts";

/** Counts control ids for all sessions of a process; 1 and 2 are the page and the window of each session. */
export class IdCounter implements IdSource {
  #last = 2;

  next(): number {
    return ++this.#last;
  }
}
