import { type Counter, Gauge } from "prom-client";
import { authFailures, type Registry, sharedCounter } from "../metrics.ts";

/** What a service tells of its certificate and of those of its peers. */
export class CertificateMetrics {
  readonly #expiry: Gauge;
  readonly #rereads: Counter<"result">;
  readonly #failures: Counter<"kind">;

  constructor(registry: Registry) {
    this.#expiry = new Gauge({
      name: "flotilla_tls_certificate_expiry_timestamp_seconds",
      help: "When the certificate ends that the service shows to its peers, in seconds since 1970.",
      registers: [registry],
    });
    this.#rereads = sharedCounter(registry, {
      name: "flotilla_tls_rereads_total",
      help: "Certificates that were replaced while the service ran, and new ones that were not in order.",
      labelNames: ["result"],
    });
    for (const result of ["done", "failed"]) this.#rereads.inc({ result }, 0);
    this.#failures = authFailures(registry);
  }

  expiresAt(ms: number): void {
    this.#expiry.set(ms / 1_000);
  }

  reread(result: "done" | "failed"): void {
    this.#rereads.inc({ result });
  }

  refused(): void {
    this.#failures.inc({ kind: "certificate" });
  }
}
