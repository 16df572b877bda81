import type { KeepPolicy, Processes } from "@flotilla/store";
import type { AppProcess } from "../process/app-process.ts";

/** The part of an app process that others know of. */
export type RegisteredProcess = Pick<
  AppProcess,
  "id" | "order" | "socketPath" | "state" | "sessions"
>;

/** The processes of one worker as all nodes know them. */
export class ProcessRegister {
  readonly #processes: Pick<Processes, "register" | "renew" | "retire">;
  readonly #workerId: string;
  readonly #leaseMs: number;
  readonly #taken = new WeakSet<RegisteredProcess>();

  constructor(
    processes: Pick<Processes, "register" | "renew" | "retire">,
    workerId: string,
    leaseMs: number,
  ) {
    this.#processes = processes;
    this.#workerId = workerId;
    this.#leaseMs = leaseMs;
  }

  /** Tells what a process is now; false if it was given up: its sessions are elsewhere. */
  async put(process: RegisteredProcess, state?: "draining"): Promise<boolean> {
    const { id, socketPath } = process;
    const { team, app, release, capacity } = process.order;
    const usual = this.#taken.has(process) ? "taken" : "ready";
    const told = state ?? (process.state === "ready" ? usual : "draining");
    return await this.#processes.register(
      { id, workerId: this.#workerId, team, app, release, socketPath, capacity, state: told },
      this.#leaseMs,
      process.sessions,
    );
  }

  /** Prolongs leases, registers again what the store has lost; returns those that were given up. */
  async renew(processes: readonly AppProcess[]): Promise<readonly AppProcess[]> {
    const ids = processes.map(({ id }) => id);
    const lost = await this.#processes.renew(ids, this.#leaseMs);
    const givenUp: AppProcess[] = [];
    for (const process of processes) {
      if (lost.includes(process.id) && !(await this.put(process))) givenUp.push(process);
    }
    return givenUp;
  }

  /** It was for one session, which it has: nobody else gets a seat, whenever it is told again. */
  async take(process: RegisteredProcess): Promise<void> {
    if (this.#taken.has(process)) return;
    this.#taken.add(process);
    await this.put(process);
  }

  /** Whether nobody sits in a process that is not to be kept, and from now on nobody will. */
  async retire(process: RegisteredProcess, keep: KeepPolicy): Promise<boolean> {
    return await this.#processes.retire(process.id, keep);
  }
}
