import type { Clock } from "../clock.ts";
import type { ProcessInfo, ProcessRecord } from "../processes.ts";

interface Entry {
  process: ProcessRecord;
  leaseEnd: number;
}

/** The app processes that have a lease, and the seats taken in them. */
export class ProcessTable {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An entry whose lease has ended is dropped by the first who looks. */
  get(id: string): ProcessRecord | undefined {
    return this.#live(id)?.process;
  }

  put(process: ProcessInfo, leaseMs: number, told = 0): void {
    const seats = this.get(process.id)?.seats ?? told;
    const leaseEnd = this.#clock.now() + leaseMs;
    this.#entries.set(process.id, { process: { ...process, seats }, leaseEnd });
  }

  /** False if there is no such process (any more). */
  renew(id: string, leaseMs: number): boolean {
    const entry = this.#live(id);
    if (entry !== undefined) entry.leaseEnd = this.#clock.now() + leaseMs;
    return entry !== undefined;
  }

  change(id: string, part: Partial<ProcessRecord>): void {
    const entry = this.#live(id);
    if (entry !== undefined) entry.process = { ...entry.process, ...part };
  }

  delete(id: string): void {
    this.#entries.delete(id);
  }

  /** All that are there. */
  all(): readonly ProcessRecord[] {
    return [...this.#entries.keys()]
      .map((id) => this.get(id))
      .filter((process) => process !== undefined);
  }

  /** Those of a release that take sessions. */
  ready(team: string, app: string, release: string): readonly ProcessRecord[] {
    return this.all().filter(
      (process) =>
        process.team === team &&
        process.app === app &&
        process.release === release &&
        process.state === "ready",
    );
  }

  /** Takes a seat in the process with the most free ones; undefined if none of these has room under the load factor. */
  take(ready: readonly ProcessRecord[], loadFactor: number): ProcessRecord | undefined {
    let best: ProcessRecord | undefined;
    for (const process of ready) {
      if (process.seats >= process.capacity * loadFactor) continue;
      if (best === undefined || freeSeats(process) > freeSeats(best)) best = process;
    }
    if (best === undefined) return undefined;
    this.change(best.id, { seats: best.seats + 1 });
    return this.get(best.id);
  }

  #live(id: string): Entry | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.leaseEnd > this.#clock.now()) return entry;
    this.#entries.delete(id);
    return undefined;
  }
}

/** How many more sessions a process may hold. */
export function freeSeats({ capacity, seats }: ProcessRecord): number {
  return Math.max(0, capacity - seats);
}
