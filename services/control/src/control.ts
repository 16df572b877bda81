import { randomUUID } from "node:crypto";
import { join } from "node:path";
import process from "node:process";
import type { Catalog } from "@flotilla/objects";
import { encodeLiveRelease, releaseChannel } from "@flotilla/protocol";
import {
  type Component,
  defaultLeaseTimes,
  InternalListener,
  type Logger,
  PeerClient,
  type PeerIdentity,
  type Registry,
  startOrStop,
} from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import { appRoutes } from "./api/app-routes.ts";
import { deployRoutes } from "./api/deploy-routes.ts";
import { limitRoutes } from "./api/limit-routes.ts";
import { logRoutes } from "./api/log-routes.ts";
import { RateWindow } from "./api/rate-window.ts";
import type { Route } from "./api/route.ts";
import { apiRouter } from "./api/router.ts";
import { teamRoutes } from "./api/team-routes.ts";
import type { ControlConfig } from "./config.ts";
import { type AppStarter, WorkerStarter } from "./deploy/app-starter.ts";
import { Deployer } from "./deploy/deployer.ts";
import { Semaphore } from "./deploy/semaphore.ts";
import { WorkFolder } from "./deploy/work-folder.ts";
import { ControlMetrics } from "./metrics.ts";

/** What control works with. */
export interface ControlOptions {
  readonly config: ControlConfig;
  readonly catalog: Catalog;
  readonly store: Store;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly version: string;
  /** Who tries new releases; the workers of the store if not given. */
  readonly starter?: AppStarter;
  readonly now?: () => Date;
  /** How long deploys may go on that run when control is asked to leave. */
  readonly deployGraceMs?: number;
  /** By what peers know it; absent: they talk in the clear. */
  readonly identity?: PeerIdentity | undefined;
}

const defaultDeployGraceMs = 8_000;

/** The service behind `/api/v1`: teams, apps, tokens, deploys, logs. */
export class Control implements Component {
  readonly name = "control";
  readonly id = `control-${randomUUID().slice(0, 8)}`;
  /** For deploys that come from the host itself. */
  readonly deployer: Deployer;
  /** Every operation of the API. */
  readonly routes: readonly Route[];
  readonly #options: ControlOptions;
  readonly #workFolder: WorkFolder;
  readonly #metrics: ControlMetrics;
  readonly #listener: InternalListener;
  readonly #draining = new AbortController();
  #isReady = false;
  #renewal: NodeJS.Timeout | undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: ControlOptions) {
    const { config, catalog, store, registry, now = () => new Date() } = options;
    const logger = options.logger.child({ component: this.name, node: this.id });
    this.#options = { ...options, logger };
    const turns = new Semaphore(config.limits.deploysAtOnce);
    const metrics = new ControlMetrics(registry, () => turns.waiting);
    this.#metrics = metrics;
    const peers = new PeerClient(config.internalToken, options.identity);
    this.#workFolder = new WorkFolder(join(config.workFolder, "deploys"));
    this.deployer = new Deployer({
      catalog,
      starter: options.starter ?? new WorkerStarter({ nodes: store.nodes, peers }),
      metrics,
      turns,
      now,
      workFolder: this.#workFolder,
      packageCache: join(config.workFolder, "packages"),
      registryUrl: config.registryUrl,
      sdkVersion: config.sdkVersion,
      sdkTypes: config.sdkTypes,
      fileLimits: config.limits.files,
      announce: async (live) => {
        await store.bus
          .publish(releaseChannel, encodeLiveRelease(live))
          .catch((err: unknown) => logger.warn({ err, ...live }, "live release not announced"));
      },
    });
    this.routes = [
      ...teamRoutes(catalog, now),
      ...limitRoutes(catalog),
      ...appRoutes({ catalog, sessions: store.sessions, deployer: this.deployer }),
      ...deployRoutes({
        catalog,
        deployer: this.deployer,
        metrics,
        fileLimits: config.limits.files,
        deploysPerHour: new RateWindow(config.limits.deploysPerHour, 3_600_000),
      }),
      ...logRoutes({ catalog, logs: store.logs, draining: this.#draining.signal }),
    ];
    this.#listener = new InternalListener({
      host: config.host,
      port: config.port,
      registry,
      logger,
      notReady: () => (this.#isReady ? [] : ["control is starting or draining"]),
      routes: apiRouter(this.routes, {
        catalog,
        metrics,
        logger,
        callsPerMinute: new RateWindow(config.limits.callsPerMinute, 60_000),
        filesPerMinute: new RateWindow(config.limits.files.files, 60_000),
        version: options.version,
      }),
      identity: options.identity,
    });
  }

  /** `http://host:port` of the API, known after start. */
  get url(): string {
    return this.#listener.url;
  }

  async start(): Promise<void> {
    await startOrStop(this, () => this.#open());
  }

  async #open(): Promise<void> {
    this.#metrics.stalled(await this.#workFolder.start());
    await this.#listener.start();
    await this.#register();
    this.#renewal = setInterval(() => {
      this.#renew().catch((error: unknown) =>
        this.#options.logger.warn({ err: error }, "lease not renewed"),
      );
    }, defaultLeaseTimes.renewMs);
    this.#isReady = true;
    this.#options.logger.info({ url: this.url, pid: process.pid }, "control ready");
  }

  /** Deploys that do not end in time are told so before the listener leaves. */
  async drain(): Promise<void> {
    const { deployGraceMs = defaultDeployGraceMs } = this.#options;
    this.#isReady = false;
    clearInterval(this.#renewal);
    this.#draining.abort();
    await this.#unregister();
    await Promise.all([this.deployer.drain(deployGraceMs), this.#listener.drain()]);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#close();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #close(): Promise<void> {
    this.#isReady = false;
    clearInterval(this.#renewal);
    this.#draining.abort();
    await this.deployer.drain(0);
    await this.#unregister();
    await this.#listener.stop();
  }

  async #register(): Promise<void> {
    const node = {
      kind: "control",
      id: this.id,
      internalUrl: this.url,
      state: "ready",
      load: 0,
    } as const;
    await this.#options.store.nodes.register(node, defaultLeaseTimes.leaseMs);
  }

  /** Where that cannot be said, the lease says it by its end. */
  async #unregister(): Promise<void> {
    const { store, logger } = this.#options;
    await store.nodes.remove("control", this.id).catch((error: unknown) => {
      logger.warn({ err: error }, "not unregistered");
    });
  }

  async #renew(): Promise<void> {
    const { nodes } = this.#options.store;
    const isKnown = await nodes.renew("control", this.id, defaultLeaseTimes.leaseMs);
    if (!isKnown && this.#isReady) await this.#register();
  }
}
