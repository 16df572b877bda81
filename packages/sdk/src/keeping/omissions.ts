import { messageOf } from "@flotilla/protocol";

/** What cannot be kept is left out, with one line in the app's log for each place. */
export class Omissions {
  readonly #log: (text: string) => void;
  #told: Set<string> | null = null;
  /** How often something was left out so far, and what the last time. */
  count = 0;
  latest = "";

  constructor(log: (text: string) => void) {
    this.#log = log;
  }

  /** What `make` returns; undefined if it throws, which is told once for a place. */
  guard<T>(place: string, make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      this.tell(place, messageOf(error));
      return undefined;
    }
  }

  tell(place: string, why: string): void {
    this.count++;
    this.latest = `${place}: ${why}`;
    if (this.#told?.has(place)) return;
    this.#told ??= new Set();
    this.#told.add(place);
    this.#log(`${place} is not kept with the session: ${why}`);
  }
}
