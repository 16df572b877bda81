import type { LeaseTimes, Logger, PeerClient, Tracing } from "@flotilla/service-kit";
import {
  type Clock,
  type SessionOwner,
  type SessionRecord,
  type Store,
  sealRecord,
} from "@flotilla/store";
import type { GatewayConfig } from "../config.ts";
import type { AddressLimits } from "../limits/address-limits.ts";
import type { GatewayMetrics } from "../metrics.ts";
import type { AppDirectory } from "../routing/app-directory.ts";
import type { Placement } from "../routing/placement.ts";
import type { WorkerClient } from "../routing/worker-client.ts";
import { WorkerWatch } from "../routing/worker-watch.ts";
import type { UploadKeys } from "../upload/upload-keys.ts";
import type { AppLink } from "../upstream/app-link.ts";
import type { AppRoutes } from "../upstream/app-route.ts";
import { LinkPool } from "../upstream/link-pool.ts";
import { AbandonedSockets } from "./abandoned-sockets.ts";
import { Berths } from "./berths.ts";
import type { ConnectionOwner } from "./connection-owner.ts";
import type { ConnectionTable } from "./connection-table.ts";
import { Doubts } from "./doubts.ts";
import { Mover } from "./mover.ts";
import { Notices } from "./notices.ts";
import { Peers } from "./peers.ts";
import { Reassertion } from "./reassertion.ts";
import { Recovery } from "./recovery.ts";
import { Registrar } from "./registrar.ts";
import { Restorer } from "./restorer.ts";
import { SessionDesk } from "./session-desk.ts";
import { SessionEnds } from "./session-ends.ts";
import { Takeover } from "./takeover.ts";
import { tellSilence } from "./tell-silence.ts";

/** What the sessions of a gateway need. */
export interface SessionSideParts {
  readonly gatewayId: string;
  readonly peers: PeerClient;
  readonly config: GatewayConfig;
  readonly store: Store;
  readonly addresses: AddressLimits;
  readonly connections: ConnectionTable;
  readonly directory: AppDirectory;
  readonly workers: WorkerClient;
  readonly placement: Placement;
  readonly routes: AppRoutes;
  readonly uploads: UploadKeys;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly leaseTimes: LeaseTimes;
  /** Tells the store that this gateway is there; whether it had forgotten. */
  readonly renewLease: () => Promise<boolean>;
  readonly logger: Logger;
  readonly tracing: Tracing | undefined;
}

/** Renewals after a lost lease at which all is told: others that took this gateway for dead may still be letting its sockets go. */
const retells = 4;

/** All that a gateway does for sessions: how they begin, return, come back and end. */
export class SessionSide {
  /** Where the events of connections go. */
  readonly desk: ConnectionOwner;
  readonly notices: Notices;
  readonly #links: LinkPool;
  readonly #watch: WorkerWatch;
  readonly #ends: SessionEnds;
  readonly #doubts: Doubts;
  readonly #reassertion: Reassertion;
  readonly #abandoned: AbandonedSockets;
  readonly #renewLease: () => Promise<boolean>;
  readonly #recovery: Recovery;
  readonly #mover: Mover;
  #retells = 0;

  constructor(parts: SessionSideParts) {
    const { gatewayId, config, store, connections, placement, workers, metrics } = parts;
    const { sessions, processes, nodes, bus } = store;
    const { limits, internalToken, sessionTtlMs } = config;
    const seal = (record: SessionRecord) => sealRecord(record, internalToken);
    const hooks = {
      onLost: (link: AppLink) => this.#recovery.linkLost(link),
      onBuried: (owner: SessionOwner) => this.#ends.buried(owner),
      onSilent: (link: AppLink, isSilent: boolean) => tellSilence(connections, link, isSilent),
      ask: (owner: SessionOwner) => workers.health(owner),
      isDead: (owner: SessionOwner) => workers.isDead(owner),
      isLost: (workerId: string) => this.#watch.isLost(workerId),
      isJudging: () => this.#watch.isJudging,
      onViolation: metrics.linkViolated,
      tally: metrics.linkTally,
    };
    const links = new LinkPool(gatewayId, hooks, parts.routes);
    const peers = new Peers(gatewayId, connections, nodes, parts.peers, limits);
    const takeover = new Takeover({ gatewayId, sessions, peers, metrics });
    const doubts = new Doubts({ sessions, placement });
    const shared = {
      ...parts,
      takeover,
      doubts,
      seal,
      sessions,
      links,
      limits,
      berths: new Berths(placement, links),
    };
    const restorer = new Restorer(shared);
    const recovery = new Recovery({ ...shared, restorer });
    const mover = new Mover(shared);
    const ends = new SessionEnds({ ...shared, processes });
    const graceMs = parts.leaseTimes.leaseMs;
    this.#reassertion = new Reassertion({
      ...parts,
      takeover,
      onLost: () => this.#watch.startOver(),
      graceMs,
    });
    const { logger, renewLease } = parts;
    this.#renewLease = renewLease;
    const isMending = () => this.#reassertion.isMending;
    this.#abandoned = new AbandonedSockets({ sessions, nodes, isMending, logger });
    const { find } = this.#reassertion;
    const registrar = new Registrar({ ...shared, find, recovery, ends, sessionTtlMs });
    this.notices = new Notices(bus, connections);
    const { notices } = this;
    this.desk = new SessionDesk({
      connections,
      registrar,
      ends,
      recovery,
      mover,
      notices,
      metrics,
      logger: parts.logger,
      tracing: parts.tracing,
    });
    this.#links = links;
    this.#watch = new WorkerWatch({
      nodes,
      leaseMs: parts.leaseTimes.leaseMs,
      linked: () => links.workerIds,
      onLost: (workerId) => {
        parts.logger.warn({ worker: workerId }, "a worker has lost its lease");
        links.lose(workerId);
      },
    });
    this.#ends = ends;
    this.#doubts = doubts;
    this.#recovery = recovery;
    this.#mover = mover;
  }

  /** The links to app processes. */
  get links(): Pick<LinkPool, "get"> {
    return this.#links;
  }

  /** How many links are open. */
  get linkCount(): number {
    return this.#links.size;
  }

  /** Whether the store did not answer when it was asked last. */
  get isStoreAway(): boolean {
    return this.#reassertion.isAway;
  }

  /** For how long the store has answered, as those have to know who let go of what this gateway could take over. */
  get storeSteadyMs(): number {
    return this.#watch.steadyMs;
  }

  async start(): Promise<void> {
    await this.notices.start();
  }

  /** Looks for workers that have fallen silent, and for what the store has lost; rejects if it does not answer. */
  async watch(): Promise<void> {
    await this.#reassertion.check().catch((error: unknown) => {
      this.#watch.startOver(); // a store that takes no changes lets leases end
      throw error;
    });
    await this.#watch.check();
  }

  /** Tells the store that this gateway is there, and looks for others that are not; rejects if it does not answer. */
  async renew(): Promise<void> {
    if (await this.#renewLease()) this.#retells = retells;
    if (this.#retells > 0) {
      await this.#reassertion.tellAll();
      this.#retells -= 1;
    }
    await this.#abandoned.check();
  }

  /** Ends the sessions whose time has passed, and what may have begun without anybody knowing. */
  async sweep(): Promise<void> {
    await this.#ends.sweep();
    await this.#doubts.settle();
  }

  /** Resolves when everything that was begun has reached the store. */
  async settled(): Promise<void> {
    await this.#mover.settled();
    await this.#recovery.settled();
    await this.#ends.settled();
    await this.#doubts.settle().catch(() => {}); // a store that is away learns of sockets that are gone when its lease ends
  }

  async stop(): Promise<void> {
    await this.notices.stop();
    await this.#links.stop();
  }
}
