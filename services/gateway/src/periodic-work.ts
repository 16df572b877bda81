import { type Logger, nowAndThen } from "@flotilla/service-kit";
import { isStoreAway } from "@flotilla/store";

/** Between complaints about the same: much of it is done several times a second. */
const quietMs = 10_000;

/** Work that is done again and again; a failure is logged, and the next time comes. */
export class PeriodicWork {
  readonly #logger: Logger;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #storeAway: (err: unknown) => void;

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#storeAway = nowAndThen(quietMs, (err: unknown) =>
      logger.warn({ err }, "the store is away: sessions go on, new ones are turned away"),
    );
  }

  /** `name` says in the log what failed. */
  every(name: string, ms: number, work: () => void | Promise<void>): void {
    const run = async (): Promise<void> => await work();
    const complain = nowAndThen(quietMs, (err: unknown) =>
      this.#logger.error({ err, work: name }, "periodic work failed"),
    );
    const failed = (err: unknown): void => {
      if (isStoreAway(err)) this.#storeAway(err);
      else complain(err);
    };
    this.#timers.push(setInterval(() => void run().catch(failed), ms));
  }

  stop(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }
}
