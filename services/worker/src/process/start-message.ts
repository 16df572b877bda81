import type { StartMessage } from "@flotilla/protocol";
import type { LaunchedProcess } from "../sandbox/launcher.ts";
import type { AppProcessOrder } from "./app-process-order.ts";

/** Tells a launched process what to run. */
export function startMessage(order: AppProcessOrder, launched: LaunchedProcess): StartMessage {
  const { view } = launched;
  const { capacity: sessions, times, limits } = order;
  return {
    type: "start",
    team: order.team,
    app: order.app,
    release: order.release,
    bundle: `${view.release}/main.mjs`,
    sdk: `${view.runtime}/sdk.mjs`,
    scratch: view.scratch,
    ...(order.assetsDir === undefined ? {} : { assetsDir: `${view.release}/${order.assetsDir}` }),
    limits: { sessions, eventTimeoutMs: times.eventMs, uploadBytes: limits.scratchBytes },
    relaysRequests: order.relaysRequests,
    settings: order.settings,
  };
}
