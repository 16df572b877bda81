import type { Server } from "node:http";
import type { Catalog } from "@flotilla/objects";
import type { Logger, PeerClient } from "@flotilla/service-kit";
import type { Clock, Store } from "@flotilla/store";
import type { GatewayConfig } from "../config.ts";
import type { LoginReturn } from "../login/login-return.ts";
import type { GatewayMetrics } from "../metrics.ts";
import type { Routing } from "../routing/routing.ts";
import type { SessionSide } from "../session/session-side.ts";
import type { Snapshots } from "../snapshot/snapshots.ts";
import type { Entrances } from "../transport/entrances.ts";
import { UploadEntrance } from "../upload/upload-entrance.ts";
import type { UploadKeys } from "../upload/upload-keys.ts";
import type { AppRoutes } from "../upstream/app-route.ts";
import type { ClientAssets } from "./client-assets.ts";
import type { ClientFactsReader } from "./client-facts.ts";
import { controlAddress } from "./control-address.ts";
import { PublicApp } from "./public-app.ts";
import { createPublicServer } from "./public-server.ts";
import { ShellPages } from "./shell-pages.ts";

/** What the public port of a gateway works with. */
export interface PublicSideParts {
  readonly config: GatewayConfig;
  readonly store: Pick<Store, "nodes" | "sessions">;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: GatewayMetrics;
  readonly peers: PeerClient;
  readonly routing: Routing;
  readonly routes: AppRoutes;
  readonly uploads: UploadKeys;
  readonly client: ClientAssets;
  readonly snapshots: Snapshots;
  readonly facts: ClientFactsReader;
  readonly logins: LoginReturn;
  readonly sessions: SessionSide;
  readonly entrances: Entrances;
}

/** Everything on the public port, which nobody listens at yet. */
export function createPublicSide(parts: PublicSideParts): Server {
  const { config, store, catalog, metrics, sessions, entrances } = parts;
  const { directory, placement } = parts.routing;
  const { limits } = config;
  const { client, facts, logins, logger, peers, routes, clock } = parts;
  const app = new PublicApp({
    directory,
    catalog,
    client,
    shells: new ShellPages(parts.snapshots, (paint) => metrics.shells.inc({ paint })),
    facts,
    uploads: new UploadEntrance({
      keys: parts.uploads,
      sessions: store.sessions,
      routes,
      clock,
      limits,
      observe: (code) => metrics.uploadRefused(code),
    }),
    logins,
    logger,
    peers,
    controlUrl: () => controlAddress(config.controlUrl, store.nodes),
    observe: (request) => metrics.request(request),
    isStoreAway: () => sessions.isStoreAway,
    expect: ({ team, app, release }) => placement.warm(team, app, release),
    isCrowded: (live) => placement.isCrowded(live),
    socketIo: entrances.socketIo,
  });
  return createPublicServer(app, entrances, limits.headerMs);
}
