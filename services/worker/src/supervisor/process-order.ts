import { randomBytes } from "node:crypto";
import type { Release } from "@flotilla/objects";
import { parseDuration } from "@flotilla/service-kit";
import type { WorkerConfig } from "../config.ts";
import type { AppProcessOrder } from "../process/app-process-order.ts";
import type { Tier } from "../sandbox/tier.ts";
import type { ProcessPlan } from "./process-plan.ts";

/** What a process of a release is to be: the app's settings within the worker's bounds. */
export function orderOf(
  release: Release,
  releaseFolder: string,
  plan: ProcessPlan,
  config: WorkerConfig,
  tier: Tier,
): AppProcessOrder {
  const { eventTimeout, threads } = release.settings;
  const eventMs = typeof eventTimeout === "string" ? parseDuration(eventTimeout) : undefined;
  return {
    id: randomBytes(6).toString("hex"),
    team: release.team,
    app: release.app,
    release: release.id,
    releaseFolder,
    assetsDir: release.assetsDir,
    settings: release.settings,
    relaysRequests: tier !== "none",
    capacity: plan.capacity,
    limits: {
      ...config.limits,
      threads: typeof threads === "number" ? threads : config.limits.threads,
    },
    times: {
      ...config.times,
      startMs: plan.startMs,
      eventMs: Math.min(config.times.eventMs, eventMs ?? config.times.eventMs),
    },
  };
}
