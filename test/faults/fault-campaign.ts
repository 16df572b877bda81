import { type FaultCluster, startCluster } from "../support/start-cluster.ts";
import { History } from "./history.ts";
import { runSeed, type SeedResult } from "./run-seed.ts";

/** What came of a seed, and how it went. */
export interface CampaignResult extends SeedResult {
  /** The history as JSON lines, of one session if it is named. */
  readonly lines: (session?: string) => string;
}

/** Runs one seed after the other, on the same cluster as long as nothing was violated. */
export class FaultCampaign implements AsyncDisposable {
  readonly #plant: "fence" | undefined;
  #cluster: FaultCluster | undefined;
  #history = new History();
  #runs = 0;

  constructor(options: { readonly plant?: "fence" } = {}) {
    this.#plant = options.plant;
  }

  async run(seed: number): Promise<CampaignResult> {
    if (this.#runs++ % 50 === 0) await this.#close(); // nothing piles up unseen
    const history = new History();
    this.#history = history;
    const cluster = await this.#open(seed);
    const result = await runSeed({ seed, cluster, history });
    if (result.violations.length > 0) await this.#close();
    return { ...result, lines: (session) => history.lines(session) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
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
