import { randomBytes } from "node:crypto";
import process from "node:process";
import type { Catalog } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";
import {
  type Component,
  defaultLeaseTimes,
  InternalListener,
  type LeaseTimes,
  type Logger,
  makeWorkerId,
  type Registry,
  reachRoutes,
  SteadyReach,
  type Tracing,
} from "@flotilla/service-kit";
import type { NodeInfo, Store } from "@flotilla/store";
import { type CgroupDriver, noCgroups } from "./cgroup/cgroup-driver.ts";
import { detectCgroups, groupPrefix, sweepGroups } from "./cgroup/detect-cgroups.ts";
import { type WorkerConfig, workerFolders } from "./config.ts";
import { Egress } from "./egress/egress.ts";
import { processRoutes } from "./http/process-routes.ts";
import { WorkerMetrics } from "./metrics.ts";
import type { AppProcess } from "./process/app-process.ts";
import { MemoryWatch } from "./process/memory-watch.ts";
import { PubSubRelay } from "./pubsub/pubsub-relay.ts";
import { LinkRelay } from "./relay/link-relay.ts";
import { announceTier } from "./sandbox/announce-tier.ts";
import { Launcher } from "./sandbox/launcher.ts";
import { inspectMachine, type Machine } from "./sandbox/machine.ts";
import { type SelfTestResult, selfTest } from "./sandbox/self-test.ts";
import type { Tier } from "./sandbox/tier.ts";
import { Claims } from "./supervisor/claims.ts";
import type { ProcessFate } from "./supervisor/exits.ts";
import { ReleaseCache } from "./supervisor/release-cache.ts";
import { RunFolder } from "./supervisor/run-folder.ts";
import { SelfFence } from "./supervisor/self-fence.ts";
import { type StartRequest, Supervisor } from "./supervisor/supervisor.ts";
import { WorkerLease } from "./worker-lease.ts";

/** What a worker works with; the parts are opened and closed by whoever made them. */
export interface WorkerParts {
  readonly config: WorkerConfig;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Where traces go; absent: there are none. */
  readonly tracing?: Tracing | undefined;
  readonly id?: string;
  /** What the machine offers; looked up if not given. */
  readonly machine?: Machine;
  readonly leaseTimes?: LeaseTimes;
}

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
  #cgroups: CgroupDriver = noCgroups;
  #runFolder: RunFolder | undefined;
  #selfTest: SelfTestResult | undefined;
  #supervisor: Supervisor | undefined;
  #fence: SelfFence | undefined;
  #timer: NodeJS.Timeout | undefined;
  #storeTimer: NodeJS.Timeout | undefined;
  #ticking: Promise<void> = Promise.resolve();
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
    const { topics } = parts.store;
    const { pubsub } = this.#metrics;
    this.#pubsub = new PubSubRelay({ workerId: this.id, topics, metrics: pubsub, logger });
    this.#listener = new InternalListener({
      host: config.internalHost,
      port: config.internalPort,
      registry,
      logger,
      notReady: () => this.#notReady(),
      routes: processRoutes(this, config.internalToken, this.#metrics.unauthorised).use(
        reachRoutes(config.internalToken, {
          look: () => parts.store.memory(),
          withinMs: this.#times.leaseMs * 0.1,
          steadyMs: () => this.#reach.ms,
        }),
      ),
      upgrade: this.#relay.accept,
    });
  }

  /** `http://host:port` of the internal API, known after start. */
  get internalUrl(): string {
    return this.#listener.url;
  }

  /** The isolation that app processes run in, known after start. */
  get tier(): Tier {
    return this.#started.selfTest.tier;
  }

  get processes(): readonly AppProcess[] {
    return this.#supervisor?.processes ?? [];
  }

  /** Throws `TierError` when the machine does not reach the required tier. */
  async start(): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async startProcess(request: StartRequest): Promise<AppProcess> {
    if (this.#draining) throw new FlotillaError("DRAINING", "this worker takes no new work");
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

  get #started(): { selfTest: SelfTestResult; supervisor: Supervisor } {
    if (this.#selfTest === undefined || this.#supervisor === undefined) {
      throw new Error("worker: not started");
    }
    return { selfTest: this.#selfTest, supervisor: this.#supervisor };
  }

  async #open(): Promise<void> {
    const { config, store, catalog, logger } = this.#parts;
    const machine = this.#parts.machine ?? (await inspectMachine());
    const folders = workerFolders(config.dataDir);
    const unique = `${groupPrefix}${process.pid}-${randomBytes(3).toString("hex")}`;
    const { driver, reason } = await detectCgroups(unique);
    this.#cgroups = driver;
    await sweepGroups(driver.folders);
    this.#runFolder = new RunFolder(folders.run, driver.folders);
    const runFolder = await this.#runFolder.open();
    const shared = { machine, cgroups: driver, runFolder, runtimeFolder: config.runtimeDir };
    this.#selfTest = await selfTest({ ...shared, ...config }).catch((error: unknown) => {
      this.#metrics.setTier("none");
      throw error;
    });
    this.#metrics.setTier(this.#selfTest.tier);
    const { minTier, maxTier } = config;
    announceTier(this.#selfTest, { minTier, maxTier, cgroups: reason }, logger);
    const releases = new ReleaseCache(catalog, folders.releases);
    await releases.start();
    const { tier, disableUserns } = this.#selfTest;
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
      launcher: new Launcher({ ...shared, tier, disableUserns }),
      watch: new MemoryWatch(),
      relay: this.#pubsub,
      egress: new Egress({ allow: config.egressAllow }),
      metrics: this.#metrics,
      logger,
      tracing: this.#parts.tracing,
      leaseMs: this.#times.leaseMs,
      onChange: this.#lease.renewSoon,
    });
    await this.#supervisor.open();
    await this.#listener.start();
    const fence = new SelfFence({
      workerId: this.id,
      nodes: store.nodes,
      key: config.internalToken,
      leaseMs: this.#times.leaseMs,
      renew: () => this.#lease.renew(),
      isRunning: () => this.processes.length > 0,
      fence: () => {
        for (const process of this.processes) process.fence();
      },
      logger,
    });
    this.#fence = fence;
    await this.#lease.renew();
    await claims.check();
    this.#storeTimer = setInterval(() => {
      this.#reach.watch(claims.check()).catch(() => {}); // told by whoever renews the lease
      fence.check().catch((err: unknown) => logger.error({ err }, "peers not asked"));
    }, this.#times.renewMs / 3);
    this.#timer = setInterval(
      () => {
        this.#ticking = this.#ticking.then(() => this.#tick());
      },
      Math.min(this.#times.renewMs, Math.max(50, config.idleMs / 4)),
    );
  }

  #notReady(): readonly string[] {
    if (this.#draining) return ["draining"];
    if (this.#lease.ageMs > this.#times.leaseMs) return ["the worker's lease has ended"];
    return this.#supervisor === undefined ? ["not started"] : [];
  }

  /** Registering again renews the lease and tells the load. */
  async #tick(): Promise<void> {
    try {
      await this.#lease.renew();
      await this.#supervisor?.tick();
    } catch (error) {
      this.#parts.logger.warn({ err: error }, "lease not renewed");
    }
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    if (this.#supervisor === undefined) return;
    await this.#tick(); // its lease says that it drains
    await this.#supervisor.drain();
  }

  /** One part that fails to close does not keep the others open. */
  async #close(): Promise<void> {
    clearInterval(this.#timer);
    clearInterval(this.#storeTimer);
    await this.#ticking;
    const supervisor = this.#supervisor;
    const steps = [
      () => supervisor?.stop(),
      () => this.#pubsub.stop(),
      () => supervisor && this.#lease.end(),
      () => this.#relay.stop(),
      () => this.#listener.stop(),
      () => this.#cgroups.stop(),
      () => this.#runFolder?.close(),
    ];
    const failures: unknown[] = [];
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "worker: stop failed");
  }
}
