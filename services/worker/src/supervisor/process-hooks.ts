import type { Release } from "@flotilla/objects";
import type { Logger, Tracing } from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import type { WorkerConfig } from "../config.ts";
import type { Egress } from "../egress/egress.ts";
import type { WorkerMetrics } from "../metrics.ts";
import type { AppProcessHooks } from "../process/app-process-hooks.ts";
import type { AppProcessOrder } from "../process/app-process-order.ts";
import { ProcessTraces, traceAttributes } from "../process/process-traces.ts";
import type { PubSubRelay } from "../pubsub/pubsub-relay.ts";
import type { Claims } from "./claims.ts";
import type { Departures } from "./departures.ts";
import { firstPages } from "./first-pages.ts";
import { errandsOf } from "./process-errands.ts";
import type { ProcessVoice } from "./process-voice.ts";

/** Those whom processes tell something. */
export interface HookParts {
  readonly workerId: string;
  readonly config: WorkerConfig;
  readonly store: Store;
  readonly relay: PubSubRelay;
  readonly egress: Egress;
  readonly claims: Claims;
  readonly metrics: WorkerMetrics;
  readonly logger: Logger;
  readonly tracing: Tracing | undefined;
  readonly voice: ProcessVoice;
  readonly departures: Departures;
}

/** Who is told what of one process, but for those who keep it. */
export function hooksOf(
  order: AppProcessOrder,
  release: Release,
  parts: HookParts,
): Omit<AppProcessHooks, "onSessions" | "onEnded"> {
  const { workerId, store, relay, claims, metrics, logger, tracing, voice, departures } = parts;
  const { team, app, id } = order;
  return {
    onOutput: (lines) => voice.log(order, lines),
    onOutputDropped: (bytes) => metrics.outputDropped(bytes),
    onPublish: (message) => relay.publish(team, app, id, message),
    onPage: firstPages(store.bus, release, (err) =>
      logger.warn({ err, team, app }, "first page not told"),
    ),
    onHandlerFailed: () => metrics.handlerFailed(),
    onViolation: () => metrics.violated(),
    onCheckpoint: (...told) => claims.write(id, ...told),
    onKept: (outcome, bytes) => metrics.checkpoint(outcome, bytes),
    onCheckpointFailed: voice.complaint(order),
    onSilent: (isSilent) => voice.tellSilence(order, isSilent),
    traces: tracing && new ProcessTraces(tracing, traceAttributes(order, workerId)),
    onErrand: errandsOf(order, parts),
    onLeave: (message) => departures.leave(order, message),
    onStays: (session, why) => departures.stays(order, session, why),
  };
}
