import process from "node:process";
import {
  type Component,
  closeAll,
  defaultLeaseTimes,
  InternalListener,
  type LeaseTimes,
  makeWorkerId,
  PeerClient,
  reachRoutes,
  SteadyReach,
  startOrStop,
} from "@flotilla/service-kit";
import type { NodeInfo } from "@flotilla/store";
import { workerFolders } from "./config.ts";
import { Egress } from "./egress/egress.ts";
import { processRoutes } from "./http/process-routes.ts";
import { WorkerMetrics } from "./metrics.ts";
import type { AppProcess } from "./process/app-process.ts";
import { MemoryWatch } from "./process/memory-watch.ts";
import { PubSubRelay } from "./pubsub/pubsub-relay.ts";
import { LinkRelay } from "./relay/link-relay.ts";
import { relayTraces } from "./relay/relay-traces.ts";
import { Ground } from "./sandbox/ground.ts";
import type { Launcher } from "./sandbox/launcher.ts";
import type { Tier } from "./sandbox/tier.ts";
import { Claims } from "./supervisor/claims.ts";
import type { ProcessFate } from "./supervisor/exits.ts";
import { noNewWork } from "./supervisor/past-starts.ts";
import { ReleaseCache } from "./supervisor/release-cache.ts";
import { SelfFence } from "./supervisor/self-fence.ts";
import { Supervisor } from "./supervisor/supervisor.ts";
import type { StartRequest } from "./supervisor/supervisor-parts.ts";
import { WorkerLease } from "./worker-lease.ts";
import type { WorkerParts } from "./worker-parts.ts";
import { WorkerRounds } from "./worker-rounds.ts";

/** Runs app processes of many teams on one machine, each behind the walls that the self-test has proven. */
export class Worker implements Component {
  readonly name = "worker";
  readonly id: string;
  readonly #parts: WorkerParts;
  readonly #times: LeaseTimes;
  readonly #metrics: WorkerMetrics;
  readonly #listener: InternalListener;
  readonly #relay: LinkRelay;
  readonly #pubsub: PubSubRelay;
  readonly #lease: WorkerLease;
  readonly #reach = new SteadyReach();
  readonly #ground: Ground;
  #launcher: Launcher | undefined;
  #supervisor: Supervisor | undefined;
  #fence: SelfFence | undefined;
  #rounds: WorkerRounds | undefined;
  readonly #released = Promise.withResolvers<void>();
  #draining = false;
  #drained: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(parts: WorkerParts) {
    const { config, registry } = parts;
    this.#times = parts.leaseTimes ?? defaultLeaseTimes;
    this.id = parts.id ?? makeWorkerId(config.machineName);
    const logger = parts.logger.child({ component: this.name, node: this.id });
    this.#parts = { ...parts, logger };
    const describe = (): Omit<NodeInfo, "kind"> => ({
      id: this.id,
      internalUrl: this.internalUrl,
      state: this.#draining ? "draining" : "ready",
      load: this.processes.length,
      room: this.#supervisor?.room ?? 0,
    });
    this.#lease = new WorkerLease({
      nodes: parts.store.nodes,
      leaseMs: this.#times.leaseMs,
      describe,
      onRenewed: async (began) => await this.#fence?.renewed(began),
      logger,
    });
    this.#relay = new LinkRelay({
      workerId: this.id,
      key: config.internalToken,
      socketPathOf: (id) => this.processes.find((process) => process.id === id)?.socketPath,
      tracesOf: (id) => relayTraces(parts.tracing, this.id, this.processes, id),
      logger,
      observe: (outcome) => this.#metrics.linkAsked(outcome),
    });
    this.#metrics = new WorkerMetrics(registry, {
      processes: () => this.processes,
      backoffs: () => this.#supervisor?.backoffs ?? 0,
      capacity: () => this.#supervisor?.capacity ?? 0,
      draining: () => this.#draining,
      relayed: () => this.#relay.size,
      waitingMessages: () => this.#pubsub.waiting,
      showsUsage: config.showsAppUsage,
      leaseAgeS: () => this.#lease.ageMs / 1_000,
    });
    this.#ground = new Ground({
      machine: parts.machine,
      folder: workerFolders(config.dataDir).run,
      runtimeFolder: config.runtimeDir,
      minTier: config.minTier,
      maxTier: config.maxTier,
      onTier: (tier) => this.#metrics.setTier(tier),
      logger,
    });
    const { topics } = parts.store;
    const { pubsub } = this.#metrics;
    this.#pubsub = new PubSubRelay({ workerId: this.id, topics, metrics: pubsub, logger });
    this.#listener = new InternalListener({
      host: config.internalHost,
      port: config.internalPort,
      registry,
      logger,
      notReady: () => this.#notReady(),
      routes: processRoutes(this, config.internalToken, this.#metrics.unauthorised),
      openRoutes: reachRoutes(config.internalToken, {
        look: () => parts.store.memory(),
        withinMs: this.#times.leaseMs * 0.1,
        steadyMs: () => this.#reach.ms,
        onRefused: this.#metrics.unauthorised,
      }),
      upgrade: this.#relay.accept,
      identity: parts.identity,
    });
  }

  /** `http://host:port` of the internal API, known after start. */
  get internalUrl(): string {
    return this.#listener.url;
  }

  /** The isolation that app processes run in, known after start. */
  get tier(): Tier {
    return this.#started.launcher.tier;
  }

  get processes(): readonly AppProcess[] {
    return this.#supervisor?.processes ?? [];
  }

  /** Throws `TierError` when the machine does not reach the required tier. */
  async start(): Promise<void> {
    await startOrStop(this, () => this.#open());
  }

  async startProcess(request: StartRequest): Promise<AppProcess> {
    if (this.#draining) throw noNewWork();
    return await this.#started.supervisor.start(request);
  }

  /** Ends a process: with its sessions, or after they have been kept for going on elsewhere. */
  async endProcess(id: string, how: "stop" | "move" = "stop"): Promise<boolean> {
    return await this.#started.supervisor.end(id, how);
  }

  async fateOf(id: string): Promise<ProcessFate> {
    return await this.#started.supervisor.fate(id);
  }

  /** Resolves when it was told to drain by the internal API and has done so: nothing is left for it to do. */
  get released(): Promise<void> {
    return this.#released.promise;
  }

  release(): void {
    this.#released.resolve();
  }

  drain(): Promise<void> {
    this.#drained ??= this.#drain();
    return this.#drained;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#close();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  get #started(): { launcher: Launcher; supervisor: Supervisor } {
    if (this.#launcher === undefined || this.#supervisor === undefined) {
      throw new Error("worker: not started");
    }
    return { launcher: this.#launcher, supervisor: this.#supervisor };
  }

  async #open(): Promise<void> {
    const { config, store, catalog, logger } = this.#parts;
    this.#launcher = await this.#ground.open();
    const releases = new ReleaseCache(catalog, workerFolders(config.dataDir).releases);
    await releases.start();
    const claims = new Claims({
      store,
      workerId: this.id,
      key: config.internalToken,
      processes: () => this.processes,
      register: async () => {
        await this.#lease.renew();
        await this.#supervisor?.tick();
      },
      observe: (outcome) => this.#metrics.reasserted(outcome),
      logger,
    });
    this.#supervisor = new Supervisor({
      claims,
      workerId: this.id,
      config,
      store,
      catalog,
      releases,
      launcher: this.#launcher,
      watch: new MemoryWatch(),
      relay: this.#pubsub,
      egress: new Egress({ allow: config.egressAllow }),
      metrics: this.#metrics,
      logger,
      tracing: this.#parts.tracing,
      leaseMs: this.#times.leaseMs,
      leaseSince: () => this.#lease.since,
      onChange: this.#lease.renewSoon,
    });
    await this.#supervisor.open();
    await this.#listener.start();
    this.#fence = this.#selfFence();
    await this.#lease.renew();
    await claims.check();
    this.#rounds = new WorkerRounds({
      lease: this.#lease,
      fence: this.#fence,
      checkStore: () => this.#reach.watch(claims.check()),
      tick: async () => await this.#supervisor?.tick(),
      roundMs: Math.min(this.#times.renewMs, Math.max(50, config.idleMs / 4)),
      checkMs: this.#times.renewMs / 3,
      logger,
    });
    this.#rounds.start();
    const { internalUrl, tier } = this;
    logger.info({ internalUrl, tier, pid: process.pid }, "worker ready");
  }

  #selfFence(): SelfFence {
    const { config, store, logger } = this.#parts;
    return new SelfFence({
      workerId: this.id,
      nodes: store.nodes,
      peers: new PeerClient(config.internalToken, this.#parts.identity),
      leaseMs: this.#times.leaseMs,
      renew: () => this.#lease.renew(),
      isRunning: () => this.processes.length > 0,
      fence: () => this.#supervisor?.fence(),
      goOn: (forMs) => this.#supervisor?.trust(forMs),
      logger,
    });
  }

  #notReady(): readonly string[] {
    if (this.#draining) return ["draining"];
    if (this.#lease.ageMs > this.#times.leaseMs) return ["the worker's lease has ended"];
    return this.#supervisor === undefined ? ["not started"] : [];
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    if (this.#supervisor === undefined) return;
    const told = this.#lease.renew(); // others see that it drains
    await told.catch((err: unknown) => this.#parts.logger.warn({ err }, "drain not told"));
    await this.#supervisor.drain();
  }

  /** One part that fails to close does not keep the others open. */
  async #close(): Promise<void> {
    const supervisor = this.#supervisor;
    await closeAll(this.name, [
      () => this.#rounds?.stop(),
      () => supervisor?.stop(),
      () => this.#pubsub.stop(),
      () => supervisor && this.#lease.end(),
      () => this.#relay.stop(),
      () => this.#listener.stop(),
      () => this.#ground.close(),
    ]);
  }
}
