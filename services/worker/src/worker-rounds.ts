import type { Logger } from "@flotilla/service-kit";
import type { SelfFence } from "./supervisor/self-fence.ts";
import type { WorkerLease } from "./worker-lease.ts";

/** What a worker looks after again and again. */
export interface WorkerRoundsParts {
  readonly lease: WorkerLease;
  /** Ends what may not run any more. */
  readonly fence: SelfFence;
  /** Looks whether the store still knows what it was told; rejects if it does not answer. */
  readonly checkStore: () => Promise<void>;
  /** Looks after the app processes. */
  readonly tick: () => Promise<void>;
  readonly roundMs: number;
  readonly checkMs: number;
  readonly logger: Logger;
}

/** Renews a worker's lease, looks after its processes and asks whether it is cut off, until it is stopped. */
export class WorkerRounds {
  readonly #parts: WorkerRoundsParts;
  readonly #timers: NodeJS.Timeout[] = [];
  #round: Promise<void> | undefined;

  constructor(parts: WorkerRoundsParts) {
    this.#parts = parts;
  }

  start(): void {
    const { fence, checkStore, roundMs, checkMs, logger } = this.#parts;
    const check = (): void => {
      checkStore().catch(() => {}); // told by whoever renews the lease
      fence.check().catch((err: unknown) => logger.error({ err }, "peers not asked"));
    };
    this.#timers.push(
      setInterval(check, checkMs),
      setInterval(() => void this.look(), roundMs),
    );
  }

  /** One round now, or the one that is under way: while the store is slow they do not pile up. Never rejects. */
  look(): Promise<void> {
    this.#round ??= this.#look().finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    await this.#round;
  }

  /** Registering again renews the lease and tells the load. */
  async #look(): Promise<void> {
    const { lease, tick, logger } = this.#parts;
    try {
      await lease.renew();
    } catch (err) {
      logger.warn({ err }, "lease not renewed");
      return; // the store would not answer for the processes either
    }
    await tick().catch((err: unknown) => logger.warn({ err }, "app processes not looked after"));
  }
}
