import { setTimeout as sleep } from "node:timers/promises";
import { FlotillaError } from "@flotilla/protocol";
import type { Processes, ProcessRecord } from "@flotilla/store";
import type { WorkerClient } from "./worker-client.ts";

/** Bounds on waiting for a seat. */
export interface PlacementLimits {
  readonly loadFactor: number;
  readonly queueMs: number;
  readonly queueLength: number;
}

/** A seat in a running process, and whether the visitor had to wait for a start. */
export interface Seat {
  readonly process: ProcessRecord;
  readonly start: "warm" | "cold";
}

interface Starting {
  readonly done: Promise<unknown>;
}

const pollMs = 100;
const refusedPauseMs = 1_000;
const warmPauseMs = 10_000; // between starts of an app for visitors who have not come yet
const maxStarts = 3; // of processes that end before anybody sits in them

/** Finds seats for new sessions: a ready process first, else a start that all who wait for the release share. */
export class Placement {
  readonly #processes: Processes;
  readonly #workers: WorkerClient;
  readonly #limits: PlacementLimits;
  readonly #starting = new Map<string, Starting>();
  readonly #refusedUntil = new Map<string, number>();
  readonly #waiting = new Map<string, number>();
  readonly #warmedAt = new Map<string, number>();

  constructor(processes: Processes, workers: WorkerClient, limits: PlacementLimits) {
    this.#processes = processes;
    this.#workers = workers;
    this.#limits = limits;
  }

  /** Starts that are under way. */
  get starts(): number {
    return this.#starting.size;
  }

  /** Throws `APP_START_FAILED` or `NO_CAPACITY`; `signal` ends the wait of a visitor who has left. */
  async place(team: string, app: string, release: string, signal: AbortSignal): Promise<Seat> {
    const { loadFactor } = this.#limits;
    const easy = await this.#processes.reserve(team, app, release, { loadFactor });
    if (easy.outcome === "seat") return { process: easy.process, start: "warm" };
    if (easy.outcome === "full") {
      // The next process is started before the last seat is taken; this visitor need not wait for it.
      this.#startInBackground(team, app, release);
      const tight = await this.#processes.reserve(team, app, release, { loadFactor: 1 });
      if (tight.outcome === "seat") return { process: tight.process, start: "warm" };
    }
    return await this.#wait(team, app, release, signal);
  }

  /**
   * Somebody is about to come: a process of the release is started in the background if none is ready. Whoever asks for pages
   * only cannot make it start more often than every ten seconds for an app.
   */
  async warm(team: string, app: string, release: string): Promise<void> {
    const key = `${team}/${app}`;
    const now = performance.now();
    for (const [other, at] of this.#warmedAt)
      if (at + warmPauseMs <= now) this.#warmedAt.delete(other);
      else break; // the rest is younger
    if (this.#warmedAt.has(key)) return;
    this.#warmedAt.set(key, now);
    const running = await this.#processes.list(team, app);
    if (running.some((process) => process.release === release && process.state === "ready")) {
      this.#warmedAt.delete(key); // it may end before the ten seconds have passed
    } else this.#startInBackground(team, app, release);
  }

  /** A process seems to be gone whose sessions will need another one: it is started before they ask, unless there is room. */
  async replace(processId: string, team: string, app: string, release: string): Promise<void> {
    const running = await this.#processes.list(team, app);
    const hasRoom = running.some(
      (process) =>
        process.id !== processId &&
        process.release === release &&
        process.state === "ready" &&
        process.seats < process.capacity,
    );
    if (!hasRoom) this.#startInBackground(team, app, release);
  }

  /** Gives a seat back. */
  async leave(processId: string): Promise<void> {
    await this.#processes.unreserve(processId);
  }

  async #wait(team: string, app: string, release: string, signal: AbortSignal): Promise<Seat> {
    const key = `${team}/${app}/${release}`;
    const waiting = this.#waiting.get(key) ?? 0;
    if (waiting >= this.#limits.queueLength) throw noCapacity(team, app);
    this.#waiting.set(key, waiting + 1);
    try {
      return await this.#waitForSeat(team, app, release, signal);
    } finally {
      const left = (this.#waiting.get(key) ?? 1) - 1;
      if (left === 0) this.#waiting.delete(key);
      else this.#waiting.set(key, left);
    }
  }

  async #waitForSeat(
    team: string,
    app: string,
    release: string,
    signal: AbortSignal,
  ): Promise<Seat> {
    const end = performance.now() + this.#limits.queueMs;
    let failure: unknown;
    let starts = 0;
    while (!signal.aborted && performance.now() < end) {
      const got = await this.#processes.reserve(team, app, release, { loadFactor: 1 });
      if (got.outcome === "seat") return { process: got.process, start: "cold" };
      const starting = this.#start(team, app, release);
      if (starting === undefined) {
        // Every worker has just refused: a seat may become free meanwhile.
        await sleep(pollMs, undefined, { signal }).catch(() => {});
        continue;
      }
      starts += 1;
      if (starts > maxStarts) break;
      try {
        await starting.done;
      } catch (error) {
        if (!isCapacity(error)) throw error;
        failure = error;
        if (got.outcome === "none" && (await this.#isEmpty(team, app))) throw error;
      }
    }
    throw noCapacity(team, app, failure);
  }

  async #isEmpty(team: string, app: string): Promise<boolean> {
    return (await this.#processes.list(team, app)).length === 0;
  }

  #startInBackground(team: string, app: string, release: string): void {
    // Whoever needs the seat reports the failure; here it means only that there is no room yet.
    this.#start(team, app, release)?.done.catch(() => {});
  }

  /** Joins the start under way or begins one; undefined shortly after all workers have refused. */
  #start(team: string, app: string, release: string): Starting | undefined {
    const key = `${team}/${app}/${release}`;
    const running = this.#starting.get(key);
    if (running !== undefined) return running;
    if ((this.#refusedUntil.get(key) ?? 0) > performance.now()) return undefined;
    this.#refusedUntil.delete(key);
    const done = this.#workers.startProcess(team, app, release);
    const starting = { done };
    this.#starting.set(key, starting);
    const settle = (error?: unknown): void => {
      this.#starting.delete(key);
      if (isCapacity(error)) this.#refuse(key);
    };
    done.then(() => settle(), settle);
    return starting;
  }

  #refuse(key: string): void {
    const now = performance.now();
    for (const [other, until] of this.#refusedUntil)
      if (until <= now) this.#refusedUntil.delete(other);
    this.#refusedUntil.set(key, now + refusedPauseMs);
  }
}

function isCapacity(error: unknown): boolean {
  return error instanceof FlotillaError && error.code === "NO_CAPACITY";
}

function noCapacity(team: string, app: string, cause?: unknown): FlotillaError {
  return new FlotillaError("NO_CAPACITY", `app "${team}/${app}": no seat in time`, { cause });
}
