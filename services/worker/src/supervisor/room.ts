import { FlotillaError } from "@flotilla/protocol";
import type { AppProcess } from "../process/app-process.ts";

/** Bounds on what one worker runs. */
export interface RoomLimits {
  readonly maxProcesses: number;
  /** Resident memory of all app processes together, beyond which no further one is started. */
  readonly maxMemoryBytes: number;
}

/** What a process is taken to need before it has told. */
const leastBytes = 48 * 2 ** 20;

/** How many more app processes this worker takes: by their number and by the memory that they fill. */
export class Room {
  readonly #limits: RoomLimits;
  readonly #processes: () => readonly AppProcess[];
  readonly #pending = new Map<string, number>();
  #pendingAll = 0;

  constructor(limits: RoomLimits, processes: () => readonly AppProcess[]) {
    this.#limits = limits;
    this.#processes = processes;
  }

  /** Processes that could be started now. */
  get free(): number {
    const { maxProcesses, maxMemoryBytes } = this.#limits;
    const processes = this.#processes();
    const used = processes.reduce((sum, { vitals }) => sum + Math.max(leastBytes, vitals.rss), 0);
    const byMemory = Math.floor((maxMemoryBytes - used) / leastBytes);
    return Math.max(0, Math.min(maxProcesses - processes.length, byMemory) - this.#pendingAll);
  }

  /**
   * Takes room for a process of an app until the returned function is called, when the process is among those that run or is
   * not going to be. Processes that end already do not count for their app: its next release need not wait for them. Throws
   * `NO_CAPACITY`.
   */
  take(app: string, perApp: number): () => void {
    const alive = this.#processes().filter(
      ({ state, order }) =>
        (state === "starting" || state === "ready") && `${order.team}/${order.app}` === app,
    );
    const used = alive.length + (this.#pending.get(app) ?? 0);
    if (used >= perApp) {
      throw new FlotillaError("NO_CAPACITY", `app "${app}": it has ${used} processes here`);
    }
    if (this.free === 0) {
      const { length } = this.#processes();
      throw new FlotillaError("NO_CAPACITY", `this worker runs ${length} processes, it is full`);
    }
    this.#add(app, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.#add(app, -1);
      isTaken = false;
    };
  }

  #add(app: string, by: number): void {
    this.#pendingAll += by;
    const count = (this.#pending.get(app) ?? 0) + by;
    if (count === 0) this.#pending.delete(app);
    else this.#pending.set(app, count);
  }
}
