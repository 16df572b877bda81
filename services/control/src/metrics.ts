import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { DeployStep } from "./deploy/deploy-event.ts";

/** Every metric of the control service. */
export class ControlMetrics {
  readonly #deploys: Counter<"result">;
  readonly #jobs: Gauge<"state">;
  readonly #steps: Histogram<"step" | "result">;
  readonly #refusedUploads: Counter<"reason">;
  readonly #authFailures: Counter<"kind">;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#deploys = new Counter({
      name: "flotilla_deploy_total",
      help: "Deploys by how they ended; invalid is the author's fault, failed is ours.",
      labelNames: ["result"],
      registers,
    });
    this.#jobs = new Gauge({
      name: "flotilla_deploy_jobs",
      help: "Deploy steps that run now.",
      labelNames: ["state"],
      registers,
    });
    this.#steps = new Histogram({
      name: "flotilla_deploy_step_duration_seconds",
      help: "Time of each step of a deploy.",
      labelNames: ["step", "result"],
      buckets: [0.1, 0.3, 1, 3, 10, 30, 60, 120, 600],
      registers,
    });
    this.#refusedUploads = new Counter({
      name: "flotilla_upload_rejected_total",
      help: "Uploads that were refused, by reason.",
      labelNames: ["reason"],
      registers,
    });
    this.#authFailures = new Counter({
      name: "flotilla_auth_failures_total",
      help: "API calls without the right to them.",
      labelNames: ["kind"],
      registers,
    });
  }

  deployed(result: "ok" | "invalid" | "failed"): void {
    this.#deploys.inc({ result });
  }

  uploadRefused(reason: "names" | "digest" | "quota"): void {
    this.#refusedUploads.inc({ reason });
  }

  authFailed(kind: "token" | "role"): void {
    this.#authFailures.inc({ kind });
  }

  /** Measures one step of a deploy. */
  async timeStep<T>(step: DeployStep, work: () => Promise<T>): Promise<T> {
    const end = this.#steps.startTimer({ step });
    this.#jobs.inc({ state: "active" });
    try {
      const value = await work();
      end({ result: "ok" });
      return value;
    } catch (error) {
      end({ result: "failed" });
      throw error;
    } finally {
      this.#jobs.dec({ state: "active" });
    }
  }
}
