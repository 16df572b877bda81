import type { Clock } from "../clock.ts";
import type {
  Processes,
  ProcessInfo,
  ProcessRecord,
  Reservation,
  SeatPolicy,
} from "../processes.ts";

interface Entry {
  process: ProcessRecord;
  leaseEnd: number;
}

/** The last ones are enough: a process is told at its next renewal. */
const maxGivenUp = 10_000;

/** App processes and their seats in this process's memory. */
export class MemoryProcesses implements Processes {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  readonly #givenUp = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async register(process: ProcessInfo, leaseMs: number): Promise<boolean> {
    if (this.#givenUp.has(process.id)) return false;
    const seats = this.#live(process.id)?.process.seats ?? 0;
    const leaseEnd = this.#clock.now() + leaseMs;
    this.#entries.set(process.id, { process: { ...process, seats }, leaseEnd });
    return true;
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<readonly string[]> {
    const unknown: string[] = [];
    for (const id of ids) {
      const entry = this.#live(id);
      if (entry === undefined) unknown.push(id);
      else entry.leaseEnd = this.#clock.now() + leaseMs;
    }
    return unknown;
  }

  async remove(id: string): Promise<void> {
    this.#entries.delete(id);
  }

  async giveUp(id: string): Promise<void> {
    this.#entries.delete(id);
    this.#givenUp.add(id);
    const [oldest] = this.#givenUp;
    if (this.#givenUp.size > maxGivenUp && oldest !== undefined) this.#givenUp.delete(oldest);
  }

  async reserve(
    team: string,
    app: string,
    release: string,
    policy: SeatPolicy,
  ): Promise<Reservation> {
    const ready = this.#of(team, app).filter(
      ({ process }) => process.release === release && process.state === "ready",
    );
    if (ready.length === 0) return { outcome: "none" };
    let best: Entry | undefined;
    for (const entry of ready) {
      if (entry.process.seats >= entry.process.capacity * policy.loadFactor) continue;
      if (best === undefined || freeSeats(entry) > freeSeats(best)) best = entry;
    }
    if (best === undefined) return { outcome: "full" };
    best.process = { ...best.process, seats: best.process.seats + 1 };
    return { outcome: "seat", process: best.process };
  }

  async unreserve(id: string): Promise<void> {
    const entry = this.#live(id);
    if (entry === undefined || entry.process.seats === 0) return;
    entry.process = { ...entry.process, seats: entry.process.seats - 1 };
  }

  async list(team: string, app: string): Promise<readonly ProcessRecord[]> {
    return this.#of(team, app).map(({ process }) => process);
  }

  #of(team: string, app: string): Entry[] {
    return [...this.#entries.keys()]
      .map((id) => this.#live(id))
      .filter((entry) => entry !== undefined)
      .filter(({ process }) => process.team === team && process.app === app);
  }

  /** An entry whose lease has ended is dropped by the first who looks. */
  #live(id: string): Entry | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.leaseEnd > this.#clock.now()) return entry;
    this.#entries.delete(id);
    return undefined;
  }
}

function freeSeats({ process }: Entry): number {
  return process.capacity - process.seats;
}
