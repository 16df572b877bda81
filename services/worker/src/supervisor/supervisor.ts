import type { Release } from "@flotilla/objects";
import { FlotillaError, messageOf } from "@flotilla/protocol";
import { nowAndThen } from "@flotilla/service-kit";
import { AppProcess } from "../process/app-process.ts";
import type { ExitReport } from "../process/app-process-hooks.ts";
import type { AppProcessOrder } from "../process/app-process-order.ts";
import type { OverSessions } from "../process/over-sessions.ts";
import { Departures } from "./departures.ts";
import { drainProcesses } from "./drain-processes.ts";
import { Exits, type ProcessFate } from "./exits.ts";
import { noNewWork, PastStarts } from "./past-starts.ts";
import { hooksOf } from "./process-hooks.ts";
import { orderOf } from "./process-order.ts";
import { type ProcessPlan, planOf } from "./process-plan.ts";
import { ProcessRegister } from "./process-register.ts";
import { ProcessVoice } from "./process-voice.ts";
import { RollOuts } from "./roll-outs.ts";
import { Room } from "./room.ts";
import { SeatCount } from "./seat-count.ts";
import { StartGate } from "./start-gate.ts";
import type { StartRequest, SupervisorParts } from "./supervisor-parts.ts";
import { type Tenant, Upkeep } from "./upkeep.ts";

/** How long a process may take to show whether it lives. */
const probeMs = 2_000;
/** Between complaints: who waits for a process asks for it again and again. */
const quietMs = 10_000;
/** In leases: how long processes may run inputs after the worker's was renewed. */
const runLeases = 0.85;

/** Starts, watches and ends the app processes of one worker and tells the store about them. */
export class Supervisor {
  readonly #parts: SupervisorParts;
  readonly #pastStarts = new PastStarts();
  /** Starts that are under way. */
  readonly #starting = new Set<Promise<AppProcess>>();
  readonly #entries = new Map<string, Tenant<AppProcess>>();
  readonly #room: Room;
  readonly #gate: StartGate;
  readonly #upkeep: Upkeep;
  readonly #exits = new Exits();
  readonly #voice: ProcessVoice;
  readonly #register: ProcessRegister;
  readonly #seatCount: SeatCount;
  readonly #departures: Departures;
  readonly #rollOuts: RollOuts;
  readonly #complain: (fields: object) => void;
  #closed = false;

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
    const { store, workerId, leaseMs, logger } = parts;
    this.#complain = nowAndThen(quietMs, (fields: object) =>
      logger.error(fields, "app process not launched: this machine does not let it"),
    );
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
    return this.#pastStarts.backoffs;
  }

  /**
   * Starts a process and resolves when it is ready. Throws `APP_START_FAILED` with the app's own error, `APP_CRASHING`,
   * `NO_CAPACITY`, `DRAINING`, `RELEASE_UNKNOWN` or `DIGEST_MISMATCH`.
   */
  async start(request: StartRequest): Promise<AppProcess> {
    const starting = this.#start(request);
    this.#starting.add(starting);
    return await starting.finally(() => this.#starting.delete(starting));
  }

  async #start(request: StartRequest): Promise<AppProcess> {
    const { team, app } = request;
    if (this.#closed) throw noNewWork();
    const release = await this.#parts.catalog.release(team, app, request.release);
    if (release === undefined) {
      throw new FlotillaError("RELEASE_UNKNOWN", `"${team}/${app}": no release ${request.release}`);
    }
    await this.#pastStarts.pass(release);
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
    if (this.#closed) throw noNewWork();
    const startedAt = performance.now();
    const { metrics } = this.#parts;
    try {
      const process = await this.#launch(release, plan, startedAt, settle);
      metrics.started("ok", (performance.now() - startedAt) / 1_000);
      return process;
    } catch (error) {
      metrics.started("failed", (performance.now() - startedAt) / 1_000);
      if (!(error instanceof FlotillaError)) throw this.#notLaunched(release, error);
      this.#note(release, error);
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
    const givenUp = await this.#register.renew(ready);
    for (const process of ready) {
      if (!givenUp.includes(process)) this.#prolong(process);
    }
    for (const { id } of givenUp) {
      logger.warn({ process: id }, "app process was given up: its sessions are elsewhere");
      void this.end(id, "move");
    }
    await this.#rollOuts.check();
    await this.#seatCount.check(ready);
    await this.#upkeep.check(this.#entries.values());
  }

  /** Sessions go on elsewhere, or may go on here until the deadline; nobody waits for a start any more. */
  async drain(): Promise<void> {
    this.#close();
    await drainProcesses(this.processes, this.#register, this.#parts);
  }

  /** Ends all at once and tells nobody: its sessions may be others' from now on. */
  fence(): void {
    for (const process of this.processes) process.fence();
  }

  /** The store could not be told; nobody else can have any session of this worker for so long all the same. */
  trust(forMs: number): void {
    for (const process of this.processes) process.trust(forMs);
  }

  /** Ends everything, also what is just being started. */
  async stop(): Promise<void> {
    this.#close();
    const endAll = () => Promise.all(this.processes.map((process) => process.stop()));
    await endAll();
    await Promise.allSettled(this.#starting);
    await endAll();
    await this.#rollOuts.stop();
  }

  #close(): void {
    this.#closed = true;
    this.#pastStarts.stop();
    this.#gate.stop();
  }

  /** It has not been given up: nobody takes its sessions as long as the worker's lease holds. */
  #prolong(process: AppProcess): void {
    const { leaseMs, leaseSince } = this.#parts;
    process.trust(leaseSince() + leaseMs * runLeases - performance.now());
  }

  /** The machine does not let it: a full disk, too many processes. Another worker may. */
  #notLaunched({ team, app, id }: Release, cause: unknown): FlotillaError {
    this.#complain({ err: cause, team, app, release: id });
    const text = `app "${team}/${app}": this worker could not launch it: ${messageOf(cause)}`;
    return new FlotillaError("NO_CAPACITY", text, { cause });
  }

  /** A changed file on disk or in storage is an attack or a broken disk: somebody must look. */
  #note(release: Release, error: FlotillaError): void {
    if (error.code === "APP_START_FAILED") this.#pastStarts.failed(release.id, error.message);
    if (error.code !== "DIGEST_MISMATCH") return;
    const { team, app, id } = release;
    this.#parts.logger.error({ err: error, team, app, release: id }, "release was tampered with");
  }

  async #launch(
    release: Release,
    plan: ProcessPlan,
    startedAt: number,
    settle: () => void,
  ): Promise<AppProcess> {
    const { launcher, watch, releases, relay, logger } = this.#parts;
    const { team, app } = release;
    const folder = await releases.open(release);
    if (this.#closed) throw noNewWork();
    const order = orderOf(release, folder, plan, this.#parts.config, launcher.tier);
    let entry: Tenant<AppProcess> | undefined;
    let leave = (): void => {};
    const told = { ...this.#parts, voice: this.#voice, departures: this.#departures };
    const process = await AppProcess.launch(order, launcher, watch, {
      ...hooksOf(order, release, told),
      onSessions: (count) => {
        if (entry !== undefined) this.#upkeep.sessions(entry, count);
      },
      onEnded: (report, over) => {
        leave();
        this.#ended(order, report, over, performance.now() - startedAt);
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
    this.#prolong(process);
    logger.info(
      { process: process.id, team, app, release: release.id, importMs: Math.round(importMs) },
      "app process ready",
    );
    return process;
  }

  #ended(order: AppProcessOrder, report: ExitReport, over: OverSessions, livedMs: number): void {
    const { metrics, logger } = this.#parts;
    const { id, team, app, release } = order;
    this.#entries.delete(id);
    this.#parts.onChange();
    metrics.ended(team, app, report.reason);
    const fields = { process: id, team, app, release, ...report, livedMs: Math.round(livedMs) };
    if (report.reason === "ok" || report.wasAsked || this.#closed) {
      logger.info(fields, "app process ended");
    } else {
      this.#pastStarts.crashed(release, livedMs, report.wasReady);
      logger.warn(fields, "app process ended badly");
      this.#voice.log(order, [
        { stream: "system", text: `the app's process ended: ${report.reason}` },
      ]);
    }
    if (report.reason === "ok") this.#pastStarts.ended(release, report.wasReady);
    this.#exits
      .note(id, report, over, this.#parts.store)
      .catch((error: unknown) =>
        logger.warn({ err: error, process: id }, "ended process not removed from the store"),
      );
  }
}
