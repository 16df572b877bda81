import type { App, Catalog, Release, ReleaseAsset } from "@flotilla/objects";
import { isName, isReservedTeam } from "@flotilla/protocol";
import { parseDuration } from "@flotilla/service-kit";
import { SharedReads } from "./shared-reads.ts";

/** An app as the gateway needs it: its live release, read into our terms. */
export interface LiveApp {
  readonly team: string;
  readonly app: string;
  readonly release: string;
  readonly title: string;
  readonly routeUrlStrategy: "path" | "hash";
  /** How long a session is kept without a client; undefined if the release does not say. */
  readonly ttlMs: number | undefined;
  /** Size of the largest upload; undefined if the release does not say. */
  readonly uploadMaxBytes: number | undefined;
  readonly assets: ReadonlyMap<string, ReleaseAsset>;
}

const maxKept = 1_000;

/** Finds apps. Which release is live is read for each who asks, once for a crowd; what a release holds never changes and is kept. */
export class AppDirectory {
  readonly #catalog: Catalog;
  readonly #apps = new SharedReads<App | undefined>();
  readonly #kept = new Map<string, LiveApp>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** The app's live release; undefined if there is no such app or nothing is live. */
  async live(team: string, app: string): Promise<LiveApp | undefined> {
    if (!isName(team) || !isName(app) || isReservedTeam(team)) return undefined;
    const found = await this.#apps.read(`${team}/${app}`, () => this.#catalog.app(team, app));
    if (found === undefined || found.live === null) return undefined;
    const key = `${team}/${app}/${found.live}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const release = await this.#catalog.release(team, app, found.live);
    if (release === undefined) return undefined;
    const live = liveAppOf(release);
    this.#keep(key, live);
    return live;
  }

  /** Every app that can be opened, by team, then by name. */
  async list(): Promise<readonly LiveApp[]> {
    const found: LiveApp[] = [];
    for (const { name: team } of await this.#catalog.teams()) {
      for (const { name: app } of await this.#catalog.apps(team)) {
        const live = await this.live(team, app);
        if (live !== undefined) found.push(live);
      }
    }
    return found;
  }

  /** Bounded: the oldest goes, a release in use comes back with its next session. */
  #keep(key: string, live: LiveApp): void {
    this.#kept.set(key, live);
    if (this.#kept.size <= maxKept) return;
    const oldest = this.#kept.keys().next();
    if (oldest.done !== true) this.#kept.delete(oldest.value);
  }
}

function liveAppOf(release: Release): LiveApp {
  const { settings, team, app } = release;
  const { ttl } = recordOf(settings.session);
  const { maxBytes } = recordOf(settings.upload);
  return {
    team,
    app,
    release: release.id,
    title: typeof settings.title === "string" ? settings.title : app,
    routeUrlStrategy: settings.routeUrlStrategy === "hash" ? "hash" : "path",
    ttlMs: typeof ttl === "string" ? parseDuration(ttl) : undefined,
    uploadMaxBytes: typeof maxBytes === "number" ? maxBytes : undefined,
    assets: new Map(release.assets.map((asset) => [asset.path, asset])),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
