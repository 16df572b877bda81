import { authFailures, type Registry, sharedCounter } from "@flotilla/service-kit";
import { Counter, Gauge, Histogram } from "prom-client";
import type { DeployStep } from "./deploy/deploy-event.ts";

/** Every metric of the control service. */
export class ControlMetrics {
  readonly #deploys: Counter<"result">;
  readonly #jobs: Gauge<"state">;
  readonly #steps: Histogram<"step" | "result">;
  readonly #refusedUploads: Counter<"reason">;
  readonly #stalled: Counter;
  readonly #authFailures: Counter<"kind">;

  constructor(registry: Registry, waiting: () => number) {
    const registers = [registry];
    this.#deploys = new Counter({
      name: "flotilla_deploy_total",
      help: "Deploys by how they ended; invalid is the author's fault, failed is ours, rolled_back is an older release made live again.",
      labelNames: ["result"],
      registers,
    });
    this.#jobs = new Gauge({
      name: "flotilla_deploy_jobs",
      help: "Deploys that wait for their turn, and deploy steps that run now.",
      labelNames: ["state"],
      registers,
      collect() {
        this.set({ state: "waiting" }, waiting());
        this.inc({ state: "active" }, 0);
      },
    });
    this.#steps = new Histogram({
      name: "flotilla_deploy_step_duration_seconds",
      help: "Time of each step of a deploy.",
      labelNames: ["step", "result"],
      buckets: [0.1, 0.3, 1, 3, 10, 30, 60, 120, 600],
      registers,
    });
    this.#stalled = new Counter({
      name: "flotilla_deploy_stalled_total",
      help: "Deploys that a control service had begun when it died, found by the next one.",
      registers,
    });
    this.#refusedUploads = sharedCounter(registry, {
      name: "flotilla_upload_rejected_total",
      help: "Uploads that were refused: an address or content that is not what was signed or announced, too large, files that no release may have, too many.",
      labelNames: ["reason"],
    });
    this.#authFailures = authFailures(registry);
  }

  deployed(result: "ok" | "invalid" | "failed" | "rolled_back"): void {
    this.#deploys.inc({ result });
  }

  /** Found what died while it ran. */
  stalled(count: number): void {
    this.#stalled.inc(count);
  }

  uploadRefused(reason: "archive" | "signature" | "size" | "quota"): void {
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
