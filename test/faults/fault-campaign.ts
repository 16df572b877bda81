import { monitorEventLoopDelay } from "node:perf_hooks";
import { type FaultCluster, startCluster } from "../support/start-cluster.ts";
import { History } from "./history.ts";
import { runSeed, type SeedResult, type SeedRun } from "./run-seed.ts";

/** What came of a seed, and how it went. */
export interface CampaignResult extends SeedResult {
  /** The history as JSON lines, of one session if it is named. */
  readonly lines: (session?: string) => string;
  /** The machine had other things to do. */
  readonly isStarved: boolean;
}

type Special = Pick<SeedRun, "schedule" | "tickMs">;

const starvedMs = 400;
const maxAttempts = 3;

/** Runs one seed after the other, on the same cluster as long as nothing was violated. */
export class FaultCampaign implements AsyncDisposable {
  readonly #plant: "fence" | undefined;
  #cluster: FaultCluster | undefined;
  #history = new History();
  #runs = 0;

  constructor(options: { readonly plant?: "fence" } = {}) {
    this.#plant = options.plant;
  }

  /** A violation on a machine that had no time for us says nothing: the seed is run again then. */
  async run(seed: number, special: Special = {}): Promise<CampaignResult> {
    for (let attempt = 1; ; attempt++) {
      const lag = monitorEventLoopDelay({ resolution: 10 });
      lag.enable();
      const result = await this.#run(seed, special);
      lag.disable();
      const isStarved = lag.max / 1e6 > starvedMs;
      if (result.violations.length === 0 || !isStarved || attempt === maxAttempts)
        return { ...result, isStarved };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }

  async #run(seed: number, special: Special): Promise<Omit<CampaignResult, "isStarved">> {
    if (this.#runs++ % 50 === 0) await this.#close(); // nothing piles up unseen
    const history = new History();
    this.#history = history;
    const cluster = await this.#open(seed);
    const result = await runSeed({ seed, cluster, history, ...special });
    if (result.violations.length > 0) await this.#close();
    return { ...result, lines: (session) => history.lines(session) };
  }

  async #open(seed: number): Promise<FaultCluster> {
    this.#cluster ??= await startCluster({
      seed,
      env: {
        FLOTILLA_WORKER_IDLE_TIMEOUT: "2s",
        FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "4",
        FLOTILLA_WORKER_DRAIN: "1s",
        FLOTILLA_GATEWAY_DRAIN: "200ms",
        FLOTILLA_GATEWAY_REGISTRATIONS_PER_MINUTE: "100000",
        FLOTILLA_GATEWAY_UNKNOWN_SESSIONS_PER_MINUTE: "100000",
      },
      ...(this.#plant !== undefined && { plant: this.#plant }),
      onStep: (step) => this.#history.step(step),
      onLog: (node, line) => this.#history.log(node, line),
    });
    return this.#cluster;
  }

  async #close(): Promise<void> {
    await this.#cluster?.[Symbol.asyncDispose]();
    this.#cluster = undefined;
  }
}
