import type { LeaveOutcome, StoredOutcome } from "@flotilla/protocol";
import {
  authFailures,
  exposeGauge,
  LabelCap,
  maxAppLabels,
  type Registry,
  sharedCounter,
} from "@flotilla/service-kit";
import { Counter, Gauge, Histogram } from "prom-client";
import { exposeAppUsage } from "./app-usage-metrics.ts";
import type { RequestResult } from "./egress/process-requests.ts";
import type { AppProcess } from "./process/app-process.ts";
import type { ExitReason } from "./process/exit-reason.ts";
import { PubSubMetrics } from "./pubsub/pubsub-metrics.ts";
import type { RelayOutcome } from "./relay/link-relay.ts";
import { type Tier, tiers } from "./sandbox/tier.ts";

const sessionStates = ["starting", "attached", "detached", "suspended"] as const;
const processStates = ["starting", "ready", "idle", "draining", "backoff"] as const;

/** What gauges read when they are scraped. */
export interface WorkerFacts {
  readonly processes: () => Iterable<AppProcess>;
  readonly backoffs: () => number;
  readonly capacity: () => number;
  readonly draining: () => boolean;
  readonly relayed: () => number;
  readonly leaseAgeS: () => number;
  /** Messages between sessions that wait for the store. */
  readonly waitingMessages: () => number;
  /** Whether what each app uses is told apart. */
  readonly showsUsage: boolean;
}

/** Every metric of the worker. */
export class WorkerMetrics {
  readonly #starts: Counter;
  readonly #startSeconds: Histogram;
  readonly #exits: Counter;
  readonly #outputDropped: Counter;
  readonly #handlerFailures: Counter;
  readonly #checkpoints: Counter;
  readonly #checkpointBytes: Counter;
  readonly #reassertions: Counter;
  readonly #departures: Counter;
  readonly #links: Counter;
  readonly #requests: Counter;
  readonly #tier: Gauge;
  readonly pubsub: PubSubMetrics;
  readonly #violations: Counter;
  readonly #authFailures: Counter<"kind">;
  readonly #apps = new LabelCap(maxAppLabels);

  constructor(registry: Registry, facts: WorkerFacts) {
    const registers = [registry];
    this.pubsub = new PubSubMetrics(registry, facts.waitingMessages);
    this.#starts = new Counter({
      name: "flotilla_app_starts_total",
      help: "App processes that were started, by how it went.",
      labelNames: ["runtime", "result"],
      registers,
    });
    this.#startSeconds = new Histogram({
      name: "flotilla_app_start_duration_seconds",
      help: "From the launch of an app process to its being ready, or its failure.",
      labelNames: ["runtime", "result"],
      buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
    this.#exits = new Counter({
      name: "flotilla_app_exits_total",
      help: "App processes that ended, by app and reason.",
      labelNames: ["app", "reason"],
      registers,
    });
    this.#outputDropped = new Counter({
      name: "flotilla_app_output_dropped_bytes_total",
      help: "Output of apps that was over the limit and not kept.",
      registers,
    });
    this.#handlerFailures = new Counter({
      name: "flotilla_app_handler_failures_total",
      help: "Event handlers and main functions of apps that ended with an error.",
      registers,
    });
    this.#checkpoints = new Counter({
      name: "flotilla_checkpoints_total",
      help: "What sessions keep, as handed to the store: stored, gone with its session, or failed.",
      labelNames: ["result"],
      registers,
    });
    this.#reassertions = new Counter({
      name: "flotilla_session_reassertions_total",
      help: "Sessions told again to a store that had lost something; gone means that it has a later owner.",
      labelNames: ["result"],
      registers,
    });
    this.#checkpointBytes = new Counter({
      name: "flotilla_checkpoint_bytes_total",
      help: "Changed state of sessions that was handed to the store.",
      registers,
    });
    this.#departures = new Counter({
      name: "flotilla_session_departures_total",
      help: "Sessions that were to move: left, gone by themselves, failed (tried again), or stays because it cannot be kept.",
      labelNames: ["result"],
      registers,
    });
    this.#links = new Counter({
      name: "flotilla_link_relay_requests_total",
      help: "Links that gateways on other machines asked for: relayed, denied, gone or unreachable.",
      labelNames: ["result"],
      registers,
    });
    this.#requests = new Counter({
      name: "flotilla_app_requests_total",
      help: "Requests of apps to other hosts: answered, refused, or why there was no answer.",
      labelNames: ["result"],
      registers,
    });
    this.#tier = new Gauge({
      name: "flotilla_sandbox_tier_info",
      help: "1 for the isolation tier that app processes run in.",
      labelNames: ["tier"],
      registers,
    });
    this.#violations = sharedCounter(registry, {
      name: "flotilla_link_violations_total",
      help: "Rules of links and control channels that app processes broke; each ends the link or the process.",
      labelNames: ["kind"],
    });
    this.#authFailures = authFailures(registry);
    addGauges(registry, facts);
    if (facts.showsUsage) exposeAppUsage(registry, this.#apps, facts.processes);
  }

  /** The self-test's result. */
  setTier(tier: Tier): void {
    for (const each of tiers) this.#tier.set({ tier: each }, each === tier ? 1 : 0);
  }

  started(result: "ok" | "failed", seconds: number): void {
    this.#starts.inc({ runtime: "node", result });
    this.#startSeconds.observe({ runtime: "node", result }, seconds);
  }

  ended(team: string, app: string, reason: ExitReason): void {
    this.#exits.inc({ app: this.#apps.labelOf(`${team}/${app}`), reason });
  }

  outputDropped(bytes: number): void {
    this.#outputDropped.inc(bytes);
  }

  reasserted(result: StoredOutcome): void {
    this.#reassertions.inc({ result });
  }

  checkpoint(result: StoredOutcome, bytes: number): void {
    this.#checkpoints.inc({ result });
    this.#checkpointBytes.inc(bytes);
  }

  departed(result: LeaveOutcome | "stays"): void {
    this.#departures.inc({ result });
  }

  linkAsked(result: RelayOutcome): void {
    this.#links.inc({ result });
    if (result === "denied") this.#authFailures.inc({ kind: "link" });
  }

  requested(result: RequestResult): void {
    this.#requests.inc({ result });
  }

  /** An app process sent its worker what it must not. */
  violated(): void {
    this.#violations.inc({ kind: "syntax" });
  }

  /** A call that did not come from a service of this host. */
  readonly unauthorised = (): void => this.#authFailures.inc({ kind: "internal" });

  handlerFailed(): void {
    this.#handlerFailures.inc();
  }
}

function addGauges(registry: Registry, facts: WorkerFacts): void {
  const registers = [registry];
  const vitals = () => [...facts.processes()].map((process) => process.vitals);
  new Gauge({
    name: "flotilla_app_processes",
    help: "App processes by state; idle ones are ready and have no session, backoff counts releases.",
    labelNames: ["state", "runtime"],
    registers,
    collect() {
      const counts = new Map<string, number>(processStates.map((state) => [state, 0]));
      const add = (state: string, by = 1): Map<string, number> =>
        counts.set(state, (counts.get(state) ?? 0) + by);
      for (const process of facts.processes()) add(gaugeState(process));
      add("backoff", facts.backoffs());
      for (const [state, count] of counts) this.set({ state, runtime: "node" }, count);
    },
  });
  new Gauge({
    name: "flotilla_sessions",
    help: "Sessions in the app processes of this worker, as those last told; suspended ones are being handed over.",
    labelNames: ["state"],
    registers,
    collect() {
      const counts = { starting: 0, attached: 0, detached: 0, suspended: 0 };
      for (const { sessions, state, vitals } of facts.processes()) {
        if (state === "stopping" || state === "ended") {
          counts.suspended += sessions;
          continue;
        }
        const starting = Math.min(vitals.starting, sessions);
        const detached = Math.min(vitals.detached, sessions - starting);
        counts.starting += starting;
        counts.detached += detached;
        counts.attached += sessions - starting - detached;
      }
      for (const state of sessionStates) this.set({ state }, counts[state]);
    },
  });
  exposeGauge(registry, {
    name: "flotilla_app_resident_bytes",
    help: "Resident memory of all app processes of this worker, as they last told.",
    read: () => vitals().reduce((bytes, { rss }) => bytes + rss, 0),
  });
  exposeGauge(registry, {
    name: "flotilla_app_event_loop_lag_seconds",
    help: "Largest event-loop delay among the app processes of this worker.",
    read: () => vitals().reduce((most, { lagMs }) => Math.max(most, lagMs / 1_000), 0),
  });
  exposeGauge(registry, {
    name: "flotilla_worker_capacity_sessions",
    help: "Sessions that this worker can hold when all its processes run.",
    read: () => facts.capacity(),
  });
  exposeGauge(registry, {
    name: "flotilla_worker_draining",
    help: "1 while the worker takes no new work.",
    read: () => (facts.draining() ? 1 : 0),
  });
  exposeGauge(registry, {
    name: "flotilla_link_relays",
    help: "Links of gateways on other machines that the worker passes on now.",
    read: () => facts.relayed(),
  });
  exposeGauge(registry, {
    name: "flotilla_worker_lease_age_seconds",
    help: "Time since the worker's lease was last renewed.",
    read: () => facts.leaseAgeS(),
  });
}

function gaugeState(process: AppProcess): string {
  switch (process.state) {
    case "starting":
      return "starting";
    case "ready":
      return process.sessions === 0 ? "idle" : "ready";
    case "draining":
    case "stopping":
    case "ended":
      return "draining";
  }
}
