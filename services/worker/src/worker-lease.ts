import type { Logger } from "@flotilla/service-kit";
import type { NodeInfo, Nodes } from "@flotilla/store";

const soonMs = 100;

/** What a worker's lease needs. */
export interface WorkerLeaseParts {
  readonly nodes: Nodes;
  readonly leaseMs: number;
  /** The worker as others are to see it. */
  readonly describe: () => Omit<NodeInfo, "kind">;
  /** It was renewed by a request that began then. */
  readonly onRenewed: (began: number) => Promise<void>;
  readonly logger: Logger;
}

/** A worker's place among the nodes: gateways ask it for processes as long as it renews. */
export class WorkerLease {
  readonly #parts: WorkerLeaseParts;
  #renewedAt = performance.now();
  #since = performance.now();
  #soon: NodeJS.Timeout | undefined;
  #renewing: Promise<void> = Promise.resolve();
  #isEnded = false;

  constructor(parts: WorkerLeaseParts) {
    this.#parts = parts;
  }

  /** Time since it was last renewed. */
  get ageMs(): number {
    return performance.now() - this.#renewedAt;
  }

  /** When the request began by which it was renewed last: it holds for its length from then on, whatever came after. */
  get since(): number {
    return this.#since;
  }

  /** Registers anew each time: the load changes, and a store that forgot is told again. */
  async renew(): Promise<void> {
    if (this.#isEnded) return;
    const { nodes, describe, leaseMs, onRenewed } = this.#parts;
    const began = performance.now();
    await nodes.register({ ...describe(), kind: "worker" }, leaseMs);
    this.#renewedAt = performance.now();
    this.#since = began;
    await onRenewed(began);
  }

  /** Something has changed that those who look for a worker should know. */
  readonly renewSoon = (): void => {
    if (this.#isEnded) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#renewing = this.renew().catch((err: unknown) => {
        this.#parts.logger.warn({ err }, "load not told");
      });
    }, soonMs);
  };

  /** Never rejects: a store that is away does not keep a worker. */
  async end(): Promise<void> {
    this.#isEnded = true;
    clearTimeout(this.#soon);
    await this.#renewing;
    const { nodes, describe, logger } = this.#parts;
    await nodes
      .remove("worker", describe().id)
      .catch((err: unknown) => logger.warn({ err }, "leave not told: the lease ends by itself"));
  }
}
