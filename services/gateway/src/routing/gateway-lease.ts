import type { LeaseTimes, Logger } from "@flotilla/service-kit";
import type { Nodes } from "@flotilla/store";

/** A gateway's place among the nodes: its peers reach it as long as it renews. */
export class GatewayLease {
  readonly #id: string;
  readonly #nodes: Nodes;
  readonly #times: LeaseTimes;
  readonly #load: () => number;
  readonly #logger: Logger;
  #internalUrl: string | undefined;
  #renewedAt = performance.now();
  #state: "ready" | "draining" = "ready";
  #isTaken = false;

  constructor(id: string, nodes: Nodes, times: LeaseTimes, load: () => number, logger: Logger) {
    this.#id = id;
    this.#nodes = nodes;
    this.#times = times;
    this.#load = load;
    this.#logger = logger;
  }

  async take(internalUrl: string): Promise<void> {
    this.#internalUrl = internalUrl;
    await this.renew();
  }

  /** Registers anew each time: the load changes. Says whether the lease had been lost: others may have taken this gateway for dead. */
  async renew(): Promise<boolean> {
    if (this.#internalUrl === undefined) return false;
    const { leaseMs } = this.#times;
    const wasLost = this.#isTaken && !(await this.#nodes.renew("gateway", this.#id, leaseMs));
    const internalUrl = this.#internalUrl;
    if (internalUrl === undefined) return false; // it has ended meanwhile, and must not be there again
    const node = {
      kind: "gateway",
      id: this.#id,
      internalUrl,
      state: this.#state,
      load: this.#load(),
    } as const;
    await this.#nodes.register(node, leaseMs);
    this.#isTaken = true;
    this.#renewedAt = performance.now();
    return wasLost;
  }

  /** Seconds since the last renewal. */
  get ageS(): number {
    return (performance.now() - this.#renewedAt) / 1_000;
  }

  /** Never rejects: a leaving gateway that cannot say so leaves all the same. */
  async announceDraining(): Promise<void> {
    this.#state = "draining";
    await this.renew().catch(this.#untold);
  }

  /** Never rejects: where the end cannot be told, the lease ends by itself. */
  async end(): Promise<void> {
    if (this.#internalUrl === undefined) return; // it was never taken
    this.#internalUrl = undefined;
    await this.#nodes.remove("gateway", this.#id).catch(this.#untold);
  }

  readonly #untold = (error: unknown): void =>
    this.#logger.warn({ err: error }, "the other nodes are not told");
}
