import type { Catalog, TeamLimits } from "@flotilla/objects";
import { leastOf, type ProcessSettings, readProcessSettings } from "@flotilla/service-kit";
import { SharedReads } from "./shared-reads.ts";

/** How many processes a release has, and how full they get: what its app asks for within the bounds of its team and the host. */
export interface ProcessPolicy {
  /** Kept even if nobody uses them. */
  readonly min: number;
  /** Over all workers, together with those of the app's other releases. */
  readonly max: number;
  /** Free ones beside those in use. */
  readonly spare: number;
  /** Expected seats of one process. */
  readonly sessions: number;
  readonly loadFactor: number;
  /** Of all apps of the team. */
  readonly teamProcesses: number;
}

/** What the host allows, whatever apps and teams say. */
export interface ProcessBounds {
  /** Share of a process's seats after which the next one is started, unless the app says otherwise. */
  readonly loadFactor: number;
  readonly processesPerApp: number;
  readonly processesPerTeam: number;
  /** Processes of one app that are kept although nobody uses them. */
  readonly warmProcesses: number;
}

const usualSessions = 500;
const maxKept = 1_000;

/** Finds what counts for a release: its settings never change and are kept, what its team may is read whenever it matters. */
export class ProcessPolicies {
  readonly #catalog: Catalog;
  readonly #bounds: ProcessBounds;
  readonly #kept = new Map<string, ProcessSettings>();
  readonly #teams = new SharedReads<TeamLimits>();

  constructor(catalog: Catalog, bounds: ProcessBounds) {
    this.#catalog = catalog;
    this.#bounds = bounds;
  }

  /** The load factor alone, for which no team has to be asked. */
  async loadFactor(team: string, app: string, release: string): Promise<number> {
    const { loadFactor } = await this.#settings(team, app, release);
    return loadFactor ?? this.#bounds.loadFactor;
  }

  async spare(team: string, app: string, release: string): Promise<number> {
    return (await this.#settings(team, app, release)).spare;
  }

  /** Whether the app asks for processes that nobody uses. */
  async wantsWarm(team: string, app: string, release: string): Promise<boolean> {
    return (await this.#settings(team, app, release)).min > 0;
  }

  async of(team: string, app: string, release: string): Promise<ProcessPolicy> {
    const settings = await this.#settings(team, app, release);
    const limits = await this.#teams.read(team, async () => {
      return (await this.#catalog.team(team))?.limits ?? {};
    });
    const bounds = this.#bounds;
    const max = leastOf(settings.max, limits.processesPerApp, bounds.processesPerApp);
    const warm = leastOf(max, limits.warmProcesses, bounds.warmProcesses);
    return {
      max,
      min: Math.min(settings.min, warm),
      spare: Math.min(settings.spare, warm),
      sessions: leastOf(settings.sessions, limits.sessionsPerProcess, usualSessions),
      loadFactor: settings.loadFactor ?? bounds.loadFactor,
      teamProcesses: leastOf(limits.processes, bounds.processesPerTeam),
    };
  }

  async #settings(team: string, app: string, id: string): Promise<ProcessSettings> {
    const key = `${team}/${app}/${id}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const release = await this.#catalog.release(team, app, id);
    const settings = readProcessSettings(release?.settings ?? {});
    if (release === undefined) return settings;
    this.#kept.set(key, settings);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
    return settings;
  }
}
