import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** What services say about their Redis; a store tells it what happens. */
export class StoreMetrics {
  readonly #seconds: Histogram<"op">;
  readonly #errors: Counter<"kind">;
  readonly #up: Gauge<"role">;
  readonly #reconnects: Counter<"role">;
  readonly #seen = new Set<string>();

  constructor(registry: Registry) {
    const registers = [registry];
    this.#seconds = new Histogram({
      name: "flotilla_redis_command_duration_seconds",
      help: "Steps that Redis was asked for: seats (route), nodes (lease), sessions (presence), sign-ins (nonce), messages and logs (queue).",
      labelNames: ["op"],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
      registers,
    });
    this.#errors = new Counter({
      name: "flotilla_redis_errors_total",
      help: "Steps that Redis did not carry out: no answer in time, it takes no writes, it is full, or no connection.",
      labelNames: ["kind"],
      registers,
    });
    this.#up = new Gauge({
      name: "flotilla_redis_up",
      help: "1 while the connection stands.",
      labelNames: ["role"],
      registers,
    });
    this.#reconnects = new Counter({
      name: "flotilla_redis_reconnects_total",
      help: "Connections to Redis that were made again.",
      labelNames: ["role"],
      registers,
    });
    for (const kind of ["timeout", "readonly", "oom", "connection", "other"])
      this.#errors.inc({ kind }, 0);
  }

  /** A step has been carried out, or has failed. */
  command(op: string, seconds: number, error?: string): void {
    this.#seconds.observe({ op }, seconds);
    if (error !== undefined) this.#errors.inc({ kind: error });
  }

  /** A connection takes commands, or has ended. */
  state(role: string, isUp: boolean): void {
    this.#up.set({ role }, isUp ? 1 : 0);
    if (!isUp) return;
    this.#reconnects.inc({ role }, this.#seen.has(role) ? 1 : 0);
    this.#seen.add(role);
  }
}
