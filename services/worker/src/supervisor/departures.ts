import type { LeaveMessage, LeaveOutcome } from "@flotilla/protocol";
import { hashSessionId, type Logger } from "@flotilla/service-kit";
import type { SessionRecord, Store } from "@flotilla/store";
import type { WorkerMetrics } from "../metrics.ts";
import type { AppProcessOrder } from "../process/app-process-order.ts";
import type { ProcessVoice } from "./process-voice.ts";

/** What letting sessions go needs. */
export interface DeparturesParts {
  readonly store: Pick<Store, "sessions" | "processes">;
  readonly metrics: WorkerMetrics;
  readonly voice: ProcessVoice;
  readonly logger: Logger;
}

/** Takes sessions from app processes that stand still and have handed over what they keep: another process may claim them. */
export class Departures {
  readonly #parts: DeparturesParts;

  constructor(parts: DeparturesParts) {
    this.#parts = parts;
  }

  /** Never rejects: a session that the store does not take from its process goes on there. */
  async leave({ id, team, app }: AppProcessOrder, message: LeaveMessage): Promise<LeaveOutcome> {
    const { store, metrics, logger } = this.#parts;
    let outcome: LeaveOutcome;
    try {
      const record = await this.#take(message);
      outcome = record === undefined ? "gone" : "left";
      // Who is attached keeps the seat until another process has answered: the session may yet come back to it.
      if (record?.connection === null) await store.processes.unreserve(id).catch(() => {}); // it is counted again
    } catch (err) {
      logger.warn({ err, team, app, process: id }, "session not let go");
      outcome = "failed";
    }
    metrics.departed(outcome);
    return outcome;
  }

  /** A session has to stay: its author learns why. */
  stays(order: AppProcessOrder, session: string, why: string): void {
    this.#parts.metrics.departed("stays");
    const text = `session ${hashSessionId(session)} cannot be moved: ${why}`;
    this.#parts.voice.log(order, [{ stream: "system", text }]);
  }

  async #take(message: LeaveMessage): Promise<SessionRecord | undefined> {
    const { sessions } = this.#parts.store;
    const { session, to } = message;
    return await sessions.suspend(session, message, to === "live" ? "moved" : "ended");
  }
}
