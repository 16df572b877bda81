import type { TeamLimits } from "@flotilla/objects";
import { leastOf, parseDuration, readProcessSettings } from "@flotilla/service-kit";
import type { KeepPolicy } from "@flotilla/store";
import type { WorkerConfig } from "../config.ts";

/** How long processes of a release live and how many sessions they hold: the app's settings within its team's and the host's bounds. */
export interface ProcessPlan {
  readonly capacity: number;
  /** Each session has a process of its own, which ends with it. */
  readonly isSingle: boolean;
  /** Processes of the app on this worker. */
  readonly perWorker: number;
  readonly startMs: number;
  /** How long it is kept without a session. */
  readonly idleMs: number;
  /** After that it takes no more sessions and ends with its last one. */
  readonly lifetimeMs: number;
  /** The same when it has become so large. */
  readonly recycleBytes: number;
  readonly keep: KeepPolicy;
}

/** The plan for a process that is started now; what changes later counts for later ones. */
export function planOf(
  release: Readonly<Record<string, unknown>>,
  team: TeamLimits,
  config: WorkerConfig,
): ProcessPlan {
  const settings = readProcessSettings(release);
  const teamIdleMs = team.idleTimeout === undefined ? undefined : parseDuration(team.idleTimeout);
  const warm = leastOf(team.warmProcesses, config.warmProcesses);
  return {
    capacity: leastOf(settings.sessions, team.sessionsPerProcess, config.sessionsPerProcess),
    isSingle: settings.sessions === 1,
    perWorker: leastOf(settings.perWorker, config.processesPerApp),
    startMs: leastOf(settings.startMs, config.times.startMs),
    idleMs: leastOf(settings.idleMs ?? config.idleMs, teamIdleMs, config.maxIdleMs),
    lifetimeMs: settings.lifetimeMs ?? Number.POSITIVE_INFINITY,
    recycleBytes: settings.recycleBytes ?? Number.POSITIVE_INFINITY,
    keep: { min: Math.min(settings.min, warm), spare: Math.min(settings.spare, warm) },
  };
}
