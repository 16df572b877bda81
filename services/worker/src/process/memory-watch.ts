import { residentBytes } from "./process-usage.ts";

/** How often resident memory is looked at: at 50 ms a bomb gets some tens of megabytes over its limit, at a second it is done. */
const intervalMs = 50;

/** A process tree with a bound on what it holds in memory. */
export interface Watched {
  readonly pid: number;
  readonly limitBytes: number;
  /** Called once, when the tree is over its limit. */
  readonly onOver: (bytes: number) => void;
}

/** Bounds the memory of app processes where no control group does: all of them in one pass, several times a second. */
export class MemoryWatch {
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;
  #busy = false;

  /** Watches until the returned function is called. */
  add(watched: Watched): () => void {
    this.#watched.add(watched);
    this.#timer ??= setInterval(() => void this.#pass(), intervalMs);
    return () => {
      this.#watched.delete(watched);
      if (this.#watched.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  async #pass(): Promise<void> {
    if (this.#busy) return; // a machine so busy that a pass takes longer than the interval
    this.#busy = true;
    for (const watched of [...this.#watched]) {
      const bytes = await residentBytes(watched.pid);
      if (bytes > watched.limitBytes && this.#watched.delete(watched)) watched.onOver(bytes);
    }
    this.#busy = false;
  }
}
