import { type Store, systemClock } from "@flotilla/store";
import type { WorkerConfig } from "../config.ts";
import type { Egress } from "../egress/egress.ts";
import { egressHosts, ProcessRequests } from "../egress/process-requests.ts";
import type { WorkerMetrics } from "../metrics.ts";
import type { AppProcessOrder } from "../process/app-process-order.ts";
import { type DoErrand, errands } from "../process/errands.ts";
import { LoginDesk } from "../process/login-desk.ts";

/** What a process of this order may ask for. */
export function errandsOf(
  order: AppProcessOrder,
  parts: {
    readonly store: Store;
    readonly egress: Egress;
    readonly config: WorkerConfig;
    readonly metrics: WorkerMetrics;
  },
): DoErrand {
  const { team, app, id: processId, settings } = order;
  const { store, egress, config, metrics } = parts;
  return errands(
    new ProcessRequests(egress, egressHosts(settings), (result) => metrics.requested(result)),
    new LoginDesk({ store, team, app, processId, ttlMs: config.loginMs, clock: systemClock }),
  );
}
