import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import process from "node:process";
import type { Notice } from "@flotilla/protocol";
import {
  addressOf,
  type Component,
  closeAll,
  createRegistry,
  defaultLeaseTimes,
  type InternalListener,
  type LeaseTimes,
  type Logger,
  PeerClient,
  startOrStop,
} from "@flotilla/service-kit";
import { systemClock } from "@flotilla/store";
import type { GatewayConfig } from "./config.ts";
import type { GatewayParts } from "./gateway-parts.ts";
import { ClientAssets } from "./http/client-assets.ts";
import { ClientFactsReader } from "./http/client-facts.ts";
import { createPublicSide } from "./http/public-side.ts";
import { createInternalListener } from "./internal-listener.ts";
import { AddressLimits, addressBounds } from "./limits/address-limits.ts";
import { LoginReturn } from "./login/login-return.ts";
import { GatewayMetrics } from "./metrics.ts";
import { PeriodicWork } from "./periodic-work.ts";
import { GatewayLease } from "./routing/gateway-lease.ts";
import { createRouting } from "./routing/routing.ts";
import type { WarmKeeper } from "./routing/warm-keeper.ts";
import { Connection } from "./session/connection.ts";
import { connectionInfo } from "./session/connection-info.ts";
import { ConnectionTable } from "./session/connection-table.ts";
import { closeConnections, drainConnections } from "./session/drain-connections.ts";
import { SessionSide } from "./session/session-side.ts";
import { KeptSnapshots } from "./snapshot/kept-snapshots.ts";
import { Painter } from "./snapshot/painter.ts";
import { Snapshots } from "./snapshot/snapshots.ts";
import type { ClientSocket } from "./transport/client-socket.ts";
import type { Handshake } from "./transport/door.ts";
import { Entrances } from "./transport/entrances.ts";
import { OriginRule } from "./transport/origin.ts";
import { PeerForward } from "./transport/peer-forward.ts";
import { UploadKeys } from "./upload/upload-keys.ts";
import { AppRoutes } from "./upstream/app-route.ts";

const checkMs = 500;
const sweepMs = 1_000;
const warmMs = 5_000;

/** The public end of the host: pages and files over HTTP, clients' sockets, links to app processes. */
export class Gateway implements Component {
  readonly name = "gateway";
  readonly id = `g-${randomBytes(9).toString("base64url")}`;
  readonly #config: GatewayConfig;
  readonly #times: LeaseTimes;
  readonly #logger: Logger;
  readonly #addresses: AddressLimits;
  readonly #connections = new ConnectionTable();
  readonly #origins = new OriginRule();
  readonly #client: ClientAssets;
  readonly #metrics: GatewayMetrics;
  readonly #snapshots: Snapshots;
  readonly #sessions: SessionSide;
  readonly #warmKeeper: WarmKeeper;
  readonly #entrances: Entrances;
  readonly #internal: InternalListener;
  readonly #logins: LoginReturn;
  readonly #server: Server;
  readonly #lease: GatewayLease;
  readonly #periodic: PeriodicWork;
  #state: "new" | "ready" | "draining" | "stopped" = "new";
  #stopping: Promise<void> | undefined;

  constructor(config: GatewayConfig, parts: GatewayParts) {
    this.#config = config;
    const logger = parts.logger.child({ component: this.name, node: this.id });
    this.#logger = logger;
    this.#times = parts.leaseTimes ?? defaultLeaseTimes;
    const { store, catalog } = parts;
    const { limits } = config;
    const clock = parts.clock ?? systemClock;
    const registry = parts.registry ?? createRegistry({ version: "0.1.0" });
    const facts = new ClientFactsReader(config.trustedProxies);
    const peers = new PeerClient(config.internalToken, parts.identity);
    const routing = createRouting({
      gatewayId: this.id,
      store,
      catalog,
      limits,
      peers,
      leaseTimes: this.#times,
      logger,
    });
    const { directory, workers, placement, starter } = routing;
    this.#warmKeeper = routing.warmKeeper;
    this.#periodic = new PeriodicWork(logger);
    const load = () => this.#connections.size;
    this.#lease = new GatewayLease(this.id, store.nodes, this.#times, load, logger);
    this.#client = new ClientAssets(config.clientDir);
    this.#addresses = new AddressLimits(addressBounds(limits), () => performance.now());
    this.#metrics = new GatewayMetrics(registry, {
      connections: () => this.#connections.byTransport(),
      leaseAgeS: () => this.#lease.ageS,
      sendBuffers: () => this.#connections.sendBuffers(),
      links: () => this.#sessions.linkCount,
      starts: () => starter.size,
      waiting: () => placement.waiting,
    });
    this.#snapshots = new Snapshots({
      bus: store.bus,
      painter: new Painter(() => this.#client.painter),
      kept: new KeptSnapshots(catalog.snapshots, () => this.#client.client?.entry),
      logger,
      observe: (outcome) => this.#metrics.snapshots.inc({ outcome }),
    });
    const uploads = new UploadKeys(config.internalToken);
    const { machineName } = config;
    const routes = new AppRoutes({ gatewayId: this.id, machineName, nodes: store.nodes, peers });
    this.#sessions = new SessionSide({
      gatewayId: this.id,
      peers,
      config,
      store,
      addresses: this.#addresses,
      connections: this.#connections,
      directory,
      workers,
      placement,
      routes,
      uploads,
      metrics: this.#metrics,
      clock,
      leaseTimes: this.#times,
      renewLease: () => this.#lease.renew(),
      logger,
      tracing: parts.tracing,
    });
    this.#entrances = new Entrances({
      gatewayId: this.id,
      limits,
      origins: this.#origins,
      addresses: this.#addresses,
      facts,
      peers: new PeerForward(store.nodes, peers),
      isDraining: () => this.#state !== "ready",
      accept: (handshake, socket) => this.#accept(handshake, socket),
      observe: (transport, result) => this.#metrics.attempt(transport, result),
    });
    this.#logins = new LoginReturn({
      logins: store.logins,
      sessions: store.sessions,
      links: this.#sessions.links,
      addresses: this.#addresses,
      key: config.internalToken,
      logger,
      observe: (result) => this.#metrics.logins.inc({ result }),
    });
    this.#server = createPublicSide({
      config,
      store,
      catalog,
      clock,
      logger,
      metrics: this.#metrics,
      peers,
      routing,
      routes,
      uploads,
      client: this.#client,
      snapshots: this.#snapshots,
      facts,
      logins: this.#logins,
      sessions: this.#sessions,
      entrances: this.#entrances,
    });
    this.#internal = createInternalListener({
      config,
      store,
      registry,
      logger,
      leaseTimes: this.#times,
      connections: this.#connections,
      sessions: this.#sessions,
      socketIo: this.#entrances.socketIo,
      notReady: () => this.#notReady(),
      onRefused: () => this.#metrics.authFailures.inc({ kind: "internal" }),
      identity: parts.identity,
    });
  }

  /** Address of the public listener, known after start. */
  get url(): string {
    return addressOf(this.#server);
  }

  get internalUrl(): string {
    return this.#internal.url;
  }

  async start(): Promise<void> {
    await startOrStop(this, () => this.#open());
  }

  async #open(): Promise<void> {
    const { host, port, publicUrls } = this.#config;
    await this.#client.load();
    await this.#internal.start();
    this.#server.listen(port, host);
    await once(this.#server, "listening");
    this.#origins.allow(publicUrls, this.url, host);
    this.#state = "ready";
    await this.#sessions.start();
    await this.#lease.take(this.internalUrl);
    await this.#snapshots.start();
    this.#periodic.every("connections", checkMs, () => this.#connections.check(performance.now()));
    this.#periodic.every("expiry", sweepMs, () => this.#sessions.sweep());
    this.#periodic.every("workers", this.#times.renewMs / 3, () => this.#sessions.watch());
    this.#periodic.every("addresses", sweepMs, () => this.#addresses.sweep());
    this.#periodic.every("warm processes", warmMs, () => this.#warmKeeper.check());
    this.#periodic.every("lease", this.#times.renewMs, () => this.#sessions.renew());
    const { url, internalUrl } = this;
    this.#logger.info({ url, internalUrl, pid: process.pid }, "gateway ready");
  }

  /** Refuses new clients and spreads the closes of those it has, so that they do not all come back at once. */
  async drain(): Promise<void> {
    if (this.#state !== "ready") return;
    this.#state = "draining";
    await this.#lease.announceDraining();
    await drainConnections(this.#connections, this.#config.drainMs);
    await this.#sessions.settled();
  }

  /** Tells the clients of an app something beside their page, on all gateways. */
  async notify(team: string, app: string, notice: Notice): Promise<void> {
    await this.#sessions.notices.send({ team, app, notice });
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(): Promise<void> {
    this.#state = "stopped";
    this.#periodic.stop();
    closeConnections(this.#connections);
    await closeAll(this.name, [
      () => this.#sessions.settled(),
      () => this.#warmKeeper.settled(),
      () => this.#snapshots.stop(),
      () => this.#lease.end(),
      () => this.#sessions.stop(),
      () => this.#internal.stop(),
      () => this.#logins.stop(),
      () => this.#closePublic(),
    ]);
  }

  async #closePublic(): Promise<void> {
    const closed = this.#server.listening ? once(this.#server, "close") : undefined;
    this.#server.close();
    this.#server.closeAllConnections();
    this.#entrances.stop();
    await closed;
  }

  #accept(handshake: Handshake, socket: ClientSocket): Connection {
    const connection = new Connection(
      connectionInfo(handshake, this.#origins),
      socket,
      this.#sessions.desk,
      this.#config.limits,
      this.#metrics.traffic,
    );
    this.#connections.add(connection);
    return connection;
  }

  #notReady(): readonly string[] {
    const reasons: string[] = [];
    if (this.#state !== "ready") reasons.push(this.#state);
    if (this.#client.client === undefined) reasons.push("web client not built");
    return reasons;
  }
}
