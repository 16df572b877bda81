import type { Logger } from "@flotilla/service-kit";

/** Work that is done again and again; a failure is logged, and the next time comes. */
export class PeriodicWork {
  readonly #logger: Logger;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  every(ms: number, work: () => void | Promise<void>): void {
    const run = async (): Promise<void> => await work();
    const failed = (err: unknown): void => this.#logger.error({ err }, "periodic work failed");
    this.#timers.push(setInterval(() => void run().catch(failed), ms));
  }

  stop(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }
}
