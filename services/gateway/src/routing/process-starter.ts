import { randomBytes } from "node:crypto";
import { FlotillaError } from "@flotilla/protocol";
import { type LeaseTimes, type Logger, nowAndThen } from "@flotilla/service-kit";
import { type LineName, lineKey, type StartGrant, type Starts } from "@flotilla/store";
import type { ProcessPolicies } from "./process-policy.ts";
import type { WorkerClient } from "./worker-client.ts";

/** How many processes of a release are wanted. */
export interface StartNeed {
  /** Starts of it at once. */
  readonly starts: number;
  /** Processes of it, those that start included. */
  readonly processes?: number;
}

/** What became of a wish for a process: it was started, or why not. */
export type StartOutcome = "started" | Exclude<StartGrant, "go"> | "no_worker";

const refusedPauseMs = 1_000;
/** Between complaints: visitors who wait ask again and again. */
const quietMs = 10_000;

/** Starts app processes, so many as are wanted and allowed over all gateways. */
export class ProcessStarter {
  readonly #starts: Starts;
  readonly #workers: WorkerClient;
  readonly #policies: ProcessPolicies;
  readonly #times: LeaseTimes;
  readonly #running = new Map<string, number>();
  readonly #complain: (fields: object) => void;
  readonly #refusedUntil = new Map<string, number>();

  constructor(
    starts: Starts,
    workers: WorkerClient,
    policies: ProcessPolicies,
    times: LeaseTimes,
    logger: Logger,
  ) {
    this.#starts = starts;
    this.#workers = workers;
    this.#policies = policies;
    this.#times = times;
    this.#complain = nowAndThen(quietMs, (fields: object) =>
      logger.warn(fields, "no worker takes another process: visitors wait"),
    );
  }

  /** Starts that are under way from here. */
  get size(): number {
    let size = 0;
    for (const count of this.#running.values()) size += count;
    return size;
  }

  /** Those of one release. */
  running(name: LineName): number {
    return this.#running.get(lineKey(name)) ?? 0;
  }

  /**
   * Resolves when a process is ready, or at once if there is to be none. Throws `APP_START_FAILED` or `APP_CRASHING`, and
   * whatever the store throws.
   */
  async start(name: LineName, need: StartNeed): Promise<StartOutcome> {
    const key = lineKey(name);
    if (this.running(name) >= need.starts) return "enough";
    if ((this.#refusedUntil.get(key) ?? 0) > performance.now()) return "no_worker";
    this.#running.set(key, this.running(name) + 1);
    try {
      return await this.#start(name, need);
    } finally {
      const left = this.running(name) - 1;
      if (left === 0) this.#running.delete(key);
      else this.#running.set(key, left);
    }
  }

  async #start(name: LineName, { starts, processes }: StartNeed): Promise<StartOutcome> {
    const { team, app, release } = name;
    const { max, teamProcesses } = await this.#policies.of(team, app, release);
    const wish = { ...name, id: randomBytes(6).toString("hex") };
    const bounds = {
      starts,
      releaseProcesses: processes ?? max,
      appProcesses: max,
      teamProcesses,
    };
    const { leaseMs, renewMs } = this.#times; // a gateway that is killed holds nobody up for longer
    const grant = await this.#starts.begin(wish, bounds, leaseMs);
    if (grant !== "go") return grant;
    const timer = setInterval(() => {
      this.#starts.prolong(wish, leaseMs).catch(() => {}); // there may be one start too many then
    }, renewMs);
    try {
      await this.#workers.startProcess(team, app, release);
      return "started";
    } catch (error) {
      if (!(error instanceof FlotillaError && error.code === "NO_CAPACITY")) throw error;
      this.#complain({ err: error, ...name });
      this.#refuse(lineKey(name));
      return "no_worker";
    } finally {
      clearInterval(timer);
      await this.#starts.end(wish).catch(() => {}); // its lease ends it then
    }
  }

  #refuse(key: string): void {
    const now = performance.now();
    for (const [other, until] of this.#refusedUntil)
      if (until <= now) this.#refusedUntil.delete(other);
    this.#refusedUntil.set(key, now + refusedPauseMs);
  }
}
