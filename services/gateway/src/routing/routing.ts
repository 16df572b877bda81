import type { Catalog } from "@flotilla/objects";
import type { LeaseTimes, Logger, PeerClient } from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import type { GatewayLimits } from "../config.ts";
import { AppDirectory } from "./app-directory.ts";
import { Placement } from "./placement.ts";
import { ProcessPolicies } from "./process-policy.ts";
import { ProcessStarter } from "./process-starter.ts";
import { WarmKeeper } from "./warm-keeper.ts";
import { WorkerClient } from "./worker-client.ts";

/** What finding apps and seats in their processes needs. */
export interface RoutingParts {
  readonly gatewayId: string;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly limits: GatewayLimits;
  readonly peers: PeerClient;
  readonly leaseTimes: LeaseTimes;
  readonly logger: Logger;
}

/** Everything by which a gateway finds apps, seats in their processes, and processes to be started. */
export interface Routing {
  readonly directory: AppDirectory;
  readonly workers: WorkerClient;
  readonly starter: ProcessStarter;
  readonly placement: Placement;
  readonly warmKeeper: WarmKeeper;
}

/** Puts the parts together. */
export function createRouting(parts: RoutingParts): Routing {
  const { gatewayId, catalog, limits, logger } = parts;
  const { nodes, processes, lines, starts } = parts.store;
  const workers = new WorkerClient(nodes, parts.peers);
  const policies = new ProcessPolicies(catalog, limits);
  const starter = new ProcessStarter(starts, workers, policies, parts.leaseTimes, logger);
  return {
    directory: new AppDirectory(catalog),
    workers,
    starter,
    placement: new Placement({ processes, lines, starter, policies, limits }),
    warmKeeper: new WarmKeeper({ gatewayId, nodes, catalog, policies, starter, logger }),
  };
}
