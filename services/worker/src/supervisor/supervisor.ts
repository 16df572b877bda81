import { setTimeout as sleep } from "node:timers/promises";
import type { Catalog, Release } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";
import type { Logger, Tracing } from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import type { WorkerConfig } from "../config.ts";
import type { Egress } from "../egress/egress.ts";
import type { WorkerMetrics } from "../metrics.ts";
import { AppProcess } from "../process/app-process.ts";
import type { ExitReport } from "../process/app-process-hooks.ts";
import type { AppProcessOrder } from "../process/app-process-order.ts";
import type { MemoryWatch } from "../process/memory-watch.ts";
import { ProcessTraces } from "../process/process-traces.ts";
import type { PubSubRelay } from "../pubsub/pubsub-relay.ts";
import type { Launcher } from "../sandbox/launcher.ts";
import { Backoff } from "./backoff.ts";
import type { Claims } from "./claims.ts";
import { Departures } from "./departures.ts";
import { drainProcesses } from "./drain-processes.ts";
import { Exits, type ProcessFate } from "./exits.ts";
import { firstPages } from "./first-pages.ts";
import { errandsOf } from "./process-errands.ts";
import { orderOf } from "./process-order.ts";
import { type ProcessPlan, planOf } from "./process-plan.ts";
import { ProcessRegister } from "./process-register.ts";
import { ProcessVoice } from "./process-voice.ts";
import type { ReleaseCache } from "./release-cache.ts";
import { RollOuts } from "./roll-outs.ts";
import { Room } from "./room.ts";
import { SeatCount } from "./seat-count.ts";
import { StartGate } from "./start-gate.ts";
import { type Tenant, Upkeep } from "./upkeep.ts";

/** What the supervisor works with. */
export interface SupervisorParts {
  readonly workerId: string;
  readonly config: WorkerConfig;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly releases: ReleaseCache;
  readonly launcher: Launcher;
  readonly watch: MemoryWatch;
  readonly relay: PubSubRelay;
  readonly egress: Egress;
  readonly claims: Claims;
  readonly metrics: WorkerMetrics;
  readonly logger: Logger;
  readonly tracing: Tracing | undefined;
  readonly leaseMs: number;
  /** A process has begun or ended. */
  readonly onChange: () => void;
}

/** Which program to start. */
export interface StartRequest {
  readonly team: string;
  readonly app: string;
  readonly release: string;
}

/** How long a process may take to show whether it lives. */
const probeMs = 2_000;

/** Visitors are not kept longer than this for a release whose processes keep ending. */
const longestWaitMs = 10_000;

/** Starts, watches and ends the app processes of one worker and tells the store about them. */
export class Supervisor {
  readonly #parts: SupervisorParts;
  readonly #backoff = new Backoff();
  readonly #lastFailure = new Map<string, string>();
  readonly #entries = new Map<string, Tenant>();
  readonly #room: Room;
  readonly #gate: StartGate;
  readonly #upkeep: Upkeep;
  readonly #exits = new Exits();
  readonly #voice: ProcessVoice;
  readonly #register: ProcessRegister;
  readonly #seatCount: SeatCount;
  readonly #departures: Departures;
  readonly #rollOuts: RollOuts;
  #closed = false;

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
    const { store, workerId, leaseMs, logger } = parts;
    this.#voice = new ProcessVoice(store, logger);
    this.#register = new ProcessRegister(store.processes, workerId, leaseMs);
    this.#seatCount = new SeatCount(store.processes, leaseMs);
    this.#departures = new Departures({ ...parts, voice: this.#voice });
    this.#rollOuts = new RollOuts({ ...parts, bus: store.bus, processes: () => this.processes });
    const { config } = parts;
    this.#room = new Room(config, () => this.processes);
    this.#gate = new StartGate(config.starts);
    this.#upkeep = new Upkeep({
      register: this.#register,
      stopMs: config.times.stopMs,
      handsOver: config.handsOver,
      isOutdated: (process) => this.#rollOuts.isOutdated(process),
      logger,
    });
  }

  /** Begins to follow which releases are live. */
  async open(): Promise<void> {
    await this.#rollOuts.start();
  }

  get processes(): readonly AppProcess[] {
    return [...this.#entries.values()].map(({ process }) => process);
  }

  /** How many more processes may be started here. */
  get room(): number {
    return this.#closed ? 0 : this.#room.free;
  }

  /** Sessions that there can be here: the seats of the processes that run, and those of the ones that may still be started. */
  get capacity(): number {
    if (this.#closed) return 0;
    const seats = this.processes.reduce((sum, { order }) => sum + order.capacity, 0);
    return seats + this.#room.free * this.#parts.config.sessionsPerProcess;
  }

  /** Releases that may not be started just now. */
  get backoffs(): number {
    return this.#backoff.size;
  }

  /**
   * Starts a process and resolves when it is ready. Throws `APP_START_FAILED` with the app's own error, `APP_CRASHING`,
   * `NO_CAPACITY`, `DRAINING`, `RELEASE_UNKNOWN` or `DIGEST_MISMATCH`.
   */
  async start(request: StartRequest): Promise<AppProcess> {
    const { team, app } = request;
    if (this.#closed) throw new FlotillaError("DRAINING", "this worker takes no new work");
    const release = await this.#parts.catalog.release(team, app, request.release);
    if (release === undefined) {
      throw new FlotillaError("RELEASE_UNKNOWN", `"${team}/${app}": no release ${request.release}`);
    }
    await this.#passBackoff(release);
    const limits = (await this.#parts.catalog.team(team))?.limits ?? {};
    const plan = planOf(release.settings, limits, this.#parts.config);
    const settle = this.#room.take(`${team}/${app}`, plan.perWorker);
    try {
      using _turn = await this.#gate.enter(team);
      return await this.#startNow(release, plan, settle);
    } finally {
      settle();
    }
  }

  async #startNow(release: Release, plan: ProcessPlan, settle: () => void): Promise<AppProcess> {
    if (this.#closed) throw new FlotillaError("DRAINING", "this worker takes no new work");
    const startedAt = performance.now();
    const { metrics } = this.#parts;
    try {
      const process = await this.#launch(release, plan, startedAt, settle);
      metrics.started("ok", (performance.now() - startedAt) / 1_000);
      return process;
    } catch (error) {
      metrics.started("failed", (performance.now() - startedAt) / 1_000);
      if (error instanceof FlotillaError) this.#note(release, error);
      throw error;
    }
  }

  /** Ends one process, and its sessions unless they are to move; false if there is none of this id. */
  async end(id: string, how: "stop" | "move" = "stop"): Promise<boolean> {
    const process = this.#entries.get(id)?.process;
    if (process === undefined) return false;
    await (how === "move" ? process.move() : process.stop());
    await this.#exits.of(id);
    return true;
  }

  /** Whether a process is dead, which somebody has reason to believe. */
  async fate(id: string): Promise<ProcessFate> {
    const process = this.#entries.get(id)?.process;
    const answer = process === undefined ? false : await process.probe(probeMs);
    if (answer !== false) return { dead: false, answers: answer === true };
    return await this.#exits.of(id);
  }

  /** Prolongs the leases of processes, registers again what the store has lost, retires the idle. */
  async tick(): Promise<void> {
    const { logger } = this.#parts;
    const ready = this.processes.filter(({ state }) => state === "ready" || state === "draining");
    for (const { id } of await this.#register.renew(ready)) {
      logger.warn({ process: id }, "app process was given up: its sessions are elsewhere");
      void this.end(id, "move");
    }
    await this.#rollOuts.check();
    await this.#seatCount.check(ready);
    await this.#upkeep.check(this.#entries.values());
  }

  /** Sessions go on elsewhere, or may go on here until the deadline. */
  async drain(): Promise<void> {
    this.#closed = true;
    await drainProcesses(this.processes, this.#register, this.#parts);
  }

  /** Ends everything. */
  async stop(): Promise<void> {
    this.#closed = true;
    await this.#rollOuts.stop();
    this.#gate.stop();
    await Promise.all(this.processes.map((process) => process.stop()));
  }

  /** A changed file on disk or in storage is an attack or a broken disk: somebody must look. */
  #note(release: Release, error: FlotillaError): void {
    if (error.code === "APP_START_FAILED") this.#lastFailure.set(release.id, error.message);
    if (error.code !== "DIGEST_MISMATCH") return;
    const { team, app, id } = release;
    this.#parts.logger.error({ err: error, team, app, release: id }, "release was tampered with");
  }

  /**
   * A release that could not start says why, until its next try is due. One that could, but whose processes end soon, makes
   * its visitors wait a little rather than turning them away.
   */
  async #passBackoff({ id, team, app }: Release): Promise<void> {
    const waitMs = this.#backoff.waitMs(id);
    if (waitMs === 0) return;
    const failure = this.#lastFailure.get(id);
    if (failure !== undefined) throw new FlotillaError("APP_START_FAILED", failure);
    if (waitMs > longestWaitMs) {
      const waitS = Math.ceil(waitMs / 1_000);
      throw new FlotillaError(
        "APP_CRASHING",
        `app "${team}/${app}": its processes keep ending, the next try is in ${waitS} s`,
      );
    }
    await sleep(waitMs);
    if (this.#closed) throw new FlotillaError("DRAINING", "this worker takes no new work");
  }

  #tracesOf({ id, team, app, release }: AppProcessOrder): ProcessTraces | undefined {
    const { tracing, workerId } = this.#parts;
    if (tracing === undefined) return undefined;
    return new ProcessTraces(tracing, {
      "flotilla.team": team,
      "flotilla.app": app,
      "flotilla.release": release,
      "flotilla.process": id,
      "flotilla.worker": workerId,
    });
  }

  async #launch(
    release: Release,
    plan: ProcessPlan,
    startedAt: number,
    settle: () => void,
  ): Promise<AppProcess> {
    const { launcher, watch, releases, relay, metrics } = this.#parts;
    const { team, app } = release;
    const folder = await releases.open(release);
    const order = orderOf(release, folder, plan, this.#parts.config, launcher.tier);
    let entry: Tenant | undefined;
    let leave = (): void => {};
    const process = await AppProcess.launch(order, launcher, watch, {
      onOutput: (lines) => this.#voice.log(order, lines),
      onOutputDropped: (bytes) => metrics.outputDropped(bytes),
      onSessions: (count) => {
        if (entry !== undefined) this.#upkeep.sessions(entry, count);
      },
      onPublish: (message) => relay.publish(team, app, order.id, message),
      onPage: firstPages(this.#parts.store.bus, release, (err) =>
        this.#parts.logger.warn({ err, team, app }, "first page not told"),
      ),
      onHandlerFailed: () => metrics.handlerFailed(),
      onViolation: () => metrics.violated(),
      onCheckpoint: (...told) => this.#parts.claims.write(order.id, ...told),
      onKept: (outcome, bytes) => metrics.checkpoint(outcome, bytes),
      onCheckpointFailed: this.#voice.complaint(order),
      onSilent: (isSilent) => this.#voice.tellSilence(order, isSilent),
      traces: this.#tracesOf(order),
      onErrand: errandsOf(order, this.#parts),
      onLeave: (message) => this.#departures.leave(order, message),
      onStays: (session, why) => this.#departures.stays(order, session, why),
      onEnded: (report) => {
        leave();
        this.#ended(order, report, performance.now() - startedAt);
      },
    });
    entry = { process, plan, startedAt, idleSince: undefined, isRetiring: false };
    this.#entries.set(process.id, entry);
    settle();
    this.#parts.onChange();
    leave = relay.join(team, app, process);
    if (this.#closed) void process.stop();
    const importMs = await process.ready;
    entry.idleSince = performance.now();
    await this.#register.put(process);
    this.#parts.logger.info(
      { process: process.id, team, app, release: release.id, importMs: Math.round(importMs) },
      "app process ready",
    );
    return process;
  }

  #ended(order: AppProcessOrder, report: ExitReport, livedMs: number): void {
    const { metrics, logger } = this.#parts;
    const { id, team, app, release } = order;
    this.#entries.delete(id);
    this.#parts.onChange();
    metrics.ended(team, app, report.reason);
    const fields = { process: id, team, app, release, ...report, livedMs: Math.round(livedMs) };
    if (report.reason === "ok" || report.wasAsked || this.#closed) {
      logger.info(fields, "app process ended");
    } else {
      this.#backoff.failed(release, livedMs, report.wasReady);
      logger.warn(fields, "app process ended badly");
      this.#voice.log(order, [
        { stream: "system", text: `the app's process ended: ${report.reason}` },
      ]);
    }
    if (report.reason === "ok") this.#backoff.ended(release);
    if (report.wasReady) this.#lastFailure.delete(release);
    this.#exits
      .note(id, report, this.#parts.store)
      .catch((error: unknown) =>
        logger.warn({ err: error, process: id }, "ended process not removed from the store"),
      );
  }
}
