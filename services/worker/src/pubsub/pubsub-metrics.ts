import { exposeGauge, type Registry } from "@flotilla/service-kit";
import { Counter } from "prom-client";

/** Why messages did not reach somebody: nobody took them for too long, or there were too many, or too large ones. */
export type PubSubLoss = "outbox" | "slow" | "rate" | "size";

/** The metrics of `page.pubsub` between processes. */
export class PubSubMetrics {
  readonly #messages: Counter;
  readonly #dropped: Counter;
  readonly #gaps: Counter;

  constructor(registry: Registry, waiting: () => number) {
    const registers = [registry];
    this.#messages = new Counter({
      name: "flotilla_pubsub_messages_total",
      help: "Messages between sessions: published by processes here, handed on to a process here.",
      labelNames: ["way"],
      registers,
    });
    this.#dropped = new Counter({
      name: "flotilla_pubsub_dropped_total",
      help: "Messages between sessions that were given up: the store was away for too long (outbox), a process did not read (slow), an app published too many (rate) or too large ones (size).",
      labelNames: ["reason"],
      registers,
    });
    this.#gaps = new Counter({
      name: "flotilla_pubsub_gaps_total",
      help: "Messages of other workers that were not kept any more when this one could listen again; a store that lost its memory counts one.",
      registers,
    });
    exposeGauge(registry, {
      name: "flotilla_pubsub_waiting_messages",
      help: "Messages between sessions that wait for the store.",
      read: waiting,
    });
  }

  passed(way: "in" | "out"): void {
    this.#messages.inc({ way });
  }

  dropped(reason: PubSubLoss, count = 1): void {
    this.#dropped.inc({ reason }, count);
  }

  missed(count: number): void {
    this.#gaps.inc(count);
  }
}
