import type { NodeInfo } from "@flotilla/store";

const refusedMs = 1_000;

/** Which worker is asked for a process: the one with the least to do, not one that is full or has just refused. */
export class WorkerChoice {
  readonly #refusedUntil = new Map<string, number>();
  readonly #asked = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Those that may be asked, best first. What this gateway is asking of them counts as load: they tell theirs now and then. */
  order(workers: readonly NodeInfo[], app: string): readonly NodeInfo[] {
    const now = this.#now();
    for (const [key, until] of this.#refusedUntil) if (until <= now) this.#refusedUntil.delete(key);
    return workers
      .filter(({ id, state, room = 1 }) => {
        return state === "ready" && room > 0 && !this.#refusedUntil.has(`${id} ${app}`);
      })
      .sort((a, b) => this.#load(a) - this.#load(b));
  }

  /** Notes that a worker is being asked, until the returned function is called. */
  ask({ id }: NodeInfo): () => void {
    this.#asked.set(id, (this.#asked.get(id) ?? 0) + 1);
    return () => {
      const left = (this.#asked.get(id) ?? 1) - 1;
      if (left === 0) this.#asked.delete(id);
      else this.#asked.set(id, left);
    };
  }

  /** It is not asked for this app again for a moment; it may have room for others. */
  refused({ id }: NodeInfo, app: string): void {
    this.#refusedUntil.set(`${id} ${app}`, this.#now() + refusedMs);
  }

  #load({ id, load }: NodeInfo): number {
    return load + (this.#asked.get(id) ?? 0);
  }
}
