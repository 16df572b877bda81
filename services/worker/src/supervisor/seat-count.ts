import type { Processes } from "@flotilla/store";
import type { AppProcess } from "../process/app-process.ts";

/** Looks this often have to find the same difference: between a seat and its session lies a moment. */
const pauseLeases = 2;

/** Sets right how many seats are taken: a gateway that was killed may have left some that nobody sits in. */
export class SeatCount {
  readonly #processes: Pick<Processes, "list" | "recount">;
  readonly #pauseMs: number;
  /** Seats and sessions of processes where they differ. */
  readonly #odd = new Map<string, string>();
  #lookedAt = performance.now();

  constructor(processes: Pick<Processes, "list" | "recount">, leaseMs: number) {
    this.#processes = processes;
    this.#pauseMs = leaseMs * pauseLeases;
  }

  /** Called often, looks seldom. */
  async check(processes: readonly Pick<AppProcess, "id" | "order" | "sessions">[]): Promise<void> {
    if (performance.now() - this.#lookedAt < this.#pauseMs) return;
    this.#lookedAt = performance.now();
    const own = new Map(processes.map((process) => [process.id, process]));
    for (const id of this.#odd.keys()) if (!own.has(id)) this.#odd.delete(id);
    const apps = new Map(processes.map(({ order }) => [`${order.team}/${order.app}`, order]));
    for (const { team, app } of apps.values())
      for (const { id, seats } of await this.#processes.list(team, app)) {
        const process = own.get(id);
        if (process !== undefined) await this.#compare(id, seats, process.sessions);
      }
  }

  async #compare(id: string, seats: number, sessions: number): Promise<void> {
    const found = `${seats} ${sessions}`;
    const isSame = this.#odd.get(id) === found;
    this.#odd.delete(id);
    if (seats === sessions) return;
    if (isSame) await this.#processes.recount(id, seats, sessions);
    else this.#odd.set(id, found);
  }
}
