import {
  InternalListener,
  type InternalListenerOptions,
  type LeaseTimes,
  reachRoutes,
} from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import type { GatewayConfig } from "./config.ts";
import { internalRoutes, internalUpgrades } from "./internal-routes.ts";
import type { ConnectionTable } from "./session/connection-table.ts";
import type { SessionSide } from "./session/session-side.ts";
import type { SocketIoEntrance } from "./transport/socket-io-entrance.ts";

/** What the internal listener of a gateway answers from. */
export interface InternalParts
  extends Pick<InternalListenerOptions, "registry" | "logger" | "notReady" | "identity"> {
  readonly config: GatewayConfig;
  readonly store: Pick<Store, "memory">;
  readonly leaseTimes: LeaseTimes;
  readonly connections: ConnectionTable;
  readonly sessions: SessionSide;
  readonly socketIo: SocketIoEntrance;
  /** Told of who asks without the token. */
  readonly onRefused: () => void;
}

/** Health, metrics, and what other services may ask a gateway. */
export function createInternalListener(parts: InternalParts): InternalListener {
  const { config, store, leaseTimes, connections, sessions, socketIo, onRefused } = parts;
  const { internalHost: host, internalPort: port, internalToken: token } = config;
  const { registry, logger, notReady, identity } = parts;
  return new InternalListener({
    host,
    port,
    registry,
    logger,
    notReady,
    identity,
    routes: internalRoutes(token, connections, socketIo, sessions.notices, onRefused),
    openRoutes: reachRoutes(token, {
      look: () => store.memory(),
      withinMs: leaseTimes.leaseMs * 0.1,
      steadyMs: () => sessions.storeSteadyMs,
      onRefused,
    }),
    upgrade: internalUpgrades(token, socketIo, onRefused),
  });
}
