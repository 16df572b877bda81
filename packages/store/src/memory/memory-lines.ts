import type { Clock } from "../clock.ts";
import { lineKey } from "../line-key.ts";
import type { LineName, Lines, Turn, Turns } from "../lines.ts";
import { freeSeats, type ProcessTable } from "./process-table.ts";

/** Waiting lines in this process's memory: a map keeps the order in which its keys came. */
export class MemoryLines implements Lines {
  readonly #clock: Clock;
  readonly #table: ProcessTable;
  readonly #lines = new Map<string, Map<string, number>>();

  constructor(clock: Clock, table: ProcessTable) {
    this.#clock = clock;
    this.#table = table;
  }

  /** How many wait. */
  waiting(line: LineName): number {
    return this.#live(lineKey(line)).size;
  }

  async turn(
    line: LineName,
    tickets: readonly string[],
    maxLength: number,
    leaseMs: number,
  ): Promise<Turns> {
    const key = lineKey(line);
    const waiting = this.#live(key);
    for (const ticket of tickets) {
      if (waiting.has(ticket) || waiting.size < maxLength)
        waiting.set(ticket, this.#clock.now() + leaseMs);
    }
    const turns = tickets.map((ticket) => this.#turnOf(ticket, line, waiting));
    const order = [...waiting.keys()];
    const placed = turns.map((turn, at): Turn => {
      if (turn !== undefined) return turn;
      return { outcome: "waiting", position: order.indexOf(tickets[at] ?? "") + 1 };
    });
    if (waiting.size > 0) this.#lines.set(key, waiting);
    else this.#lines.delete(key);
    return { turns: placed, length: waiting.size };
  }

  async leave(line: LineName, tickets: readonly string[]): Promise<void> {
    const key = lineKey(line);
    const waiting = this.#lines.get(key);
    for (const ticket of tickets) waiting?.delete(ticket);
    if (waiting?.size === 0) this.#lines.delete(key);
  }

  #turnOf(
    ticket: string,
    { team, app, release }: LineName,
    waiting: Map<string, number>,
  ): Turn | undefined {
    if (!waiting.has(ticket)) return { outcome: "full" };
    const ready = this.#table.ready(team, app, release);
    const free = ready.reduce((sum, process) => sum + freeSeats(process), 0);
    if (free === 0 || [...waiting.keys()].indexOf(ticket) >= free) return undefined;
    const process = this.#table.take(ready, 1);
    if (process === undefined) return undefined;
    waiting.delete(ticket);
    return { outcome: "seat", process };
  }

  #live(key: string): Map<string, number> {
    const waiting = this.#lines.get(key) ?? new Map<string, number>();
    const now = this.#clock.now();
    for (const [ticket, leaseEnd] of waiting) if (leaseEnd <= now) waiting.delete(ticket);
    return waiting;
  }
}
