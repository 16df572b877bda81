import type { Nodes } from "@flotilla/store";

/** How often a lease is renewed. */
export const renewMs = 3_000;
const leaseMs = 10_000;

/** A gateway's place among the nodes: its peers reach it as long as it renews. */
export class GatewayLease {
  readonly #id: string;
  readonly #nodes: Nodes;
  readonly #load: () => number;
  #internalUrl: string | undefined;
  #state: "ready" | "draining" = "ready";

  constructor(id: string, nodes: Nodes, load: () => number) {
    this.#id = id;
    this.#nodes = nodes;
    this.#load = load;
  }

  async take(internalUrl: string): Promise<void> {
    this.#internalUrl = internalUrl;
    await this.renew();
  }

  /** Registers anew each time: the load changes, and a store that forgot is told again. */
  async renew(): Promise<void> {
    if (this.#internalUrl === undefined) return;
    const node = {
      kind: "gateway",
      id: this.#id,
      internalUrl: this.#internalUrl,
      state: this.#state,
      load: this.#load(),
    } as const;
    await this.#nodes.register(node, leaseMs);
  }

  async announceDraining(): Promise<void> {
    this.#state = "draining";
    await this.renew();
  }

  async end(): Promise<void> {
    this.#internalUrl = undefined;
    await this.#nodes.remove("gateway", this.#id);
  }
}
