import type {
  KeepPolicy,
  Processes,
  ProcessInfo,
  ProcessRecord,
  Reservation,
  SeatPolicy,
} from "../processes.ts";
import type { MemoryLines } from "./memory-lines.ts";
import { freeSeats, type ProcessTable } from "./process-table.ts";

/** The last ones are enough: a process is told at its next renewal. */
const maxGivenUp = 10_000;

/** App processes and their seats in this process's memory. */
export class MemoryProcesses implements Processes {
  readonly #table: ProcessTable;
  readonly #lines: MemoryLines;
  readonly #givenUp = new Set<string>();

  constructor(table: ProcessTable, lines: MemoryLines) {
    this.#table = table;
    this.#lines = lines;
  }

  async register(process: ProcessInfo, leaseMs: number, seats = 0): Promise<boolean> {
    if (this.#givenUp.has(process.id)) return false;
    this.#table.put(process, leaseMs, seats);
    return true;
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<readonly string[]> {
    return ids.filter((id) => !this.#table.renew(id, leaseMs));
  }

  async remove(id: string): Promise<void> {
    this.#table.delete(id);
  }

  async giveUp(id: string): Promise<void> {
    this.#table.delete(id);
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
    const ready = this.#table.ready(team, app, release);
    if (ready.length === 0) return { outcome: "none" };
    const waiting = this.#lines.waiting({ team, app, release });
    const free = ready.reduce((sum, process) => sum + freeSeats(process), 0);
    const process = free > waiting ? this.#table.take(ready, policy.loadFactor) : undefined;
    return process === undefined ? { outcome: "full" } : { outcome: "seat", process };
  }

  async unreserve(id: string): Promise<void> {
    const process = this.#table.get(id);
    if (process !== undefined && process.seats > 0)
      this.#table.change(id, { seats: process.seats - 1 });
  }

  async recount(id: string, seen: number, seats: number): Promise<void> {
    if (this.#table.get(id)?.seats === seen) this.#table.change(id, { seats });
  }

  async retire(id: string, { min, spare }: KeepPolicy): Promise<boolean> {
    const process = this.#table.get(id);
    if (process?.state !== "ready" || process.seats > 0) return false;
    const { team, app, release } = process;
    const kept = this.#table
      .all()
      .filter((one) => one.team === team && one.app === app && one.release === release)
      .filter(({ state }) => state !== "draining");
    const used = kept.filter(({ seats }) => seats > 0).length;
    if (kept.length <= Math.max(min, used === 0 ? 0 : used + spare)) return false;
    this.#table.change(id, { state: "draining" });
    return true;
  }

  async list(team: string, app: string): Promise<readonly ProcessRecord[]> {
    return this.#table.all().filter((process) => process.team === team && process.app === app);
  }
}
