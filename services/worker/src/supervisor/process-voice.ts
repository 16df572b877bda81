import { encodeAppNotice, FlotillaError, noticeChannel } from "@flotilla/protocol";
import { type Logger, nowAndThen } from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import type { AppProcessOrder } from "../process/app-process-order.ts";
import type { OutputLine } from "../process/output-pump.ts";

/** Between complaints about the same process. */
const quietMs = 10_000;

/** What is said of app processes: to their authors in the app's log, to their visitors in notices. */
export class ProcessVoice {
  readonly #store: Pick<Store, "bus" | "logs">;
  readonly #logger: Logger;
  /** While the store is away every line of every app would be told of. */
  readonly #unheard: (fields: object) => void;

  constructor(store: Pick<Store, "bus" | "logs">, logger: Logger) {
    this.#store = store;
    this.#logger = logger;
    this.#unheard = nowAndThen(quietMs, (fields: object) =>
      logger.warn(fields, "output of apps is not stored: the store does not take it"),
    );
  }

  log(order: AppProcessOrder, lines: readonly OutputLine[]): void {
    const at = Date.now();
    const { team, app, release, id } = order;
    this.#store.logs
      .append(
        team,
        app,
        lines.map(({ stream, text }) => ({ at, processId: id, release, stream, text })),
      )
      .catch((err: unknown) => this.#unheard({ err, team, app }));
  }

  /** What its sessions keep is not stored: told now and then, whatever an app does. */
  complaint(order: AppProcessOrder): (error: unknown) => void {
    return nowAndThen(quietMs, (err: unknown) => {
      const { team, app, id } = order;
      this.#logger.warn({ err, team, app, process: id }, "checkpoint not stored");
      const why = err instanceof FlotillaError ? err.message : "the host's store does not take it";
      const text = `what a session keeps was not stored, its last state stays: ${why}`;
      this.log(order, [{ stream: "system", text }]);
    });
  }

  /** Its visitors see that it is not their connection that is slow. */
  tellSilence({ team, app, id }: AppProcessOrder, isSilent: boolean): void {
    const notice = { type: isSilent ? "not_responding" : "responding" } as const;
    this.#store.bus
      .publish(noticeChannel, encodeAppNotice({ team, app, processId: id, notice }))
      .catch((err: unknown) => this.#logger.warn({ err, team, app }, "notice not sent"));
  }
}
