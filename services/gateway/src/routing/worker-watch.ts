import type { Nodes } from "@flotilla/store";

/** What watching workers needs. */
export interface WorkerWatchParts {
  readonly nodes: Pick<Nodes, "list">;
  readonly leaseMs: number;
  /** Workers whose app processes this gateway has links to. */
  readonly linked: () => Iterable<string>;
  /** A worker has no lease any more: what it runs belongs to whoever claims it. */
  readonly onLost: (workerId: string) => void;
  /** Milliseconds that only grow, and those since 1970. */
  readonly time?: () => { readonly steady: number; readonly wall: number };
}

/** In leases: after an outage of the store every worker has had the time to register again. */
const graceLeases = 1.2;
/** In leases: checks that lie further apart say nothing of the time between them. */
const maxGapLeases = 0.5;
const maxJumpLeases = 0.2;
const misses = 2;

const machineTime = () => ({ steady: performance.now(), wall: Date.now() });

/**
 * Notices workers that have fallen silent: their leases end, while nothing refuses or resets. Nothing is concluded from a
 * store that was away, a clock that jumped, or checks that this process has missed itself.
 */
export class WorkerWatch {
  readonly #parts: WorkerWatchParts;
  readonly #seen = new Set<string>();
  readonly #missed = new Map<string, number>();
  readonly #lost = new Set<string>();
  #last: { readonly steady: number; readonly wall: number } | undefined;
  #soundSince = Number.POSITIVE_INFINITY;

  constructor(parts: WorkerWatchParts) {
    this.#parts = parts;
  }

  /** The store has lost something: leases too, perhaps. */
  startOver(): void {
    this.#last = undefined;
  }

  /** For how long nothing has kept it from noticing who falls silent; until then, and a while longer, nobody is lost. */
  get steadyMs(): number {
    const { time = machineTime } = this.#parts;
    const now = time();
    return this.#isSteady(now) ? now.steady - this.#soundSince : 0;
  }

  /** Whether a worker without a lease is gone: all have had the time to register again since nothing could be concluded. */
  get isJudging(): boolean {
    return this.steadyMs >= graceLeases * this.#parts.leaseMs;
  }

  /** Whether a worker has lost its lease, and has none again. */
  isLost(workerId: string): boolean {
    return this.#lost.has(workerId);
  }

  /** Called several times in a lease; rejects if the store does not answer. */
  async check(): Promise<void> {
    const { nodes, time = machineTime } = this.#parts;
    const asked = time();
    const listed = await nodes.list("worker").catch((error: unknown) => {
      this.#last = undefined;
      throw error;
    });
    if (!this.#isSteady(asked)) {
      this.#soundSince = asked.steady;
      this.#missed.clear();
    }
    this.#last = asked;
    this.#judge(new Set(listed.map(({ id }) => id)), asked.steady);
  }

  #isSteady({ steady, wall }: { steady: number; wall: number }): boolean {
    if (this.#last === undefined) return false;
    const { leaseMs } = this.#parts;
    const passed = steady - this.#last.steady;
    const jumped = Math.abs(wall - this.#last.wall - passed);
    return passed <= maxGapLeases * leaseMs && jumped <= maxJumpLeases * leaseMs;
  }

  #judge(listed: ReadonlySet<string>, now: number): void {
    const { leaseMs, linked, onLost } = this.#parts;
    for (const id of listed) {
      this.#seen.add(id);
      this.#missed.delete(id);
      this.#lost.delete(id);
    }
    for (const id of new Set(linked())) {
      if (listed.has(id) || !this.#seen.has(id)) continue;
      const missed = (this.#missed.get(id) ?? 0) + 1;
      this.#missed.set(id, missed);
      if (this.#lost.has(id) || missed < misses || now - this.#soundSince < graceLeases * leaseMs)
        continue;
      this.#lost.add(id);
      onLost(id);
    }
    for (const id of this.#seen) {
      if (listed.has(id) || this.#missed.has(id)) continue;
      this.#seen.delete(id); // it has left in good order, and nothing of it is linked
    }
  }
}
