import { randomBytes } from "node:crypto";
import type { ObjectStore } from "../object-store.ts";
import { Blobs } from "./blobs.ts";
import { Documents } from "./documents.ts";
import { areNames, isHex, keys } from "./keys.ts";
import {
  type App,
  appRecord,
  type Release,
  releaseRecord,
  type Team,
  type TeamLimits,
  teamRecord,
  type Upload,
  uploadRecord,
} from "./records.ts";
import { SnapshotFiles } from "./snapshots.ts";
import { Tokens } from "./tokens.ts";

const maxHistory = 50;

/** Teams, apps and releases: what a host knows after it has lost everything else. */
export class Catalog {
  readonly blobs: Blobs;
  readonly tokens: Tokens;
  readonly snapshots: SnapshotFiles;
  readonly #documents: Documents;
  readonly #objects: ObjectStore;
  readonly #now: () => Date;

  constructor(objects: ObjectStore, options: { now?: () => Date } = {}) {
    this.#objects = objects;
    this.#documents = new Documents(objects);
    this.#now = options.now ?? (() => new Date());
    this.blobs = new Blobs(objects);
    this.tokens = new Tokens(objects);
    this.snapshots = new SnapshotFiles(objects);
  }

  async team(team: string): Promise<Team | undefined> {
    if (!areNames(team)) return undefined;
    return await this.#documents.read(keys.team(team), teamRecord);
  }

  async teams(): Promise<readonly Team[]> {
    const found: Team[] = [];
    for (const name of await this.#objects.folders(keys.teams)) {
      const team = await this.team(name);
      if (team !== undefined) found.push(team);
    }
    return found;
  }

  /** False if the team exists already. */
  async createTeam(team: string): Promise<boolean> {
    const record: Team = { name: team, createdAt: this.#now().toISOString(), limits: {} };
    return await this.#documents.create(keys.team(team), record);
  }

  /** Sets what a team may; undefined if there is no such team. */
  async limitTeam(team: string, limits: TeamLimits): Promise<Team | undefined> {
    if (!areNames(team)) return undefined;
    return await this.#documents.change(keys.team(team), teamRecord, (found) => {
      return { ...found, limits };
    });
  }

  async app(team: string, app: string): Promise<App | undefined> {
    if (!areNames(team, app)) return undefined;
    return await this.#documents.read(keys.app(team, app), appRecord);
  }

  async apps(team: string): Promise<readonly App[]> {
    const found: App[] = [];
    for (const name of await this.#objects.folders(keys.apps(team))) {
      const app = await this.app(team, name);
      if (app !== undefined) found.push(app);
    }
    return found;
  }

  /** False if the app exists already. */
  async createApp(team: string, app: string): Promise<boolean> {
    const record: App = {
      name: app,
      live: null,
      history: [],
      createdAt: this.#now().toISOString(),
      settings: {},
    };
    return await this.#documents.create(keys.app(team, app), record);
  }

  /** Removes the app's records; false if there was none. Its blobs stay, others may share them. */
  async removeApp(team: string, app: string): Promise<boolean> {
    if ((await this.app(team, app)) === undefined) return false;
    const key = keys.app(team, app);
    await this.#objects.delete(key); // first: from here on nobody starts a session
    const folder = key.slice(0, key.lastIndexOf("/") + 1);
    for await (const entry of this.#objects.list(folder)) await this.#objects.delete(entry.key);
    return true;
  }

  async release(team: string, app: string, id: string): Promise<Release | undefined> {
    if (!areNames(team, app) || !isHex(id)) return undefined;
    return await this.#documents.read(keys.release(team, app, id), releaseRecord);
  }

  /** All releases of an app, newest first. */
  async releases(team: string, app: string): Promise<readonly Release[]> {
    const found: Release[] = [];
    for await (const { key } of this.#objects.list(keys.releases(team, app))) {
      const release = await this.#documents.read(key, releaseRecord);
      if (release !== undefined) found.push(release);
    }
    return found.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  }

  /** Stores a release; one with the same content stays as it is. */
  async addRelease(release: Release): Promise<void> {
    const record = releaseRecord.parse(release);
    await this.#documents.create(keys.release(release.team, release.app, release.id), record);
  }

  /** Forgets a release that was never live. */
  async removeRelease(team: string, app: string, id: string): Promise<void> {
    await this.#objects.delete(keys.release(team, app, id));
  }

  /** The release that new sessions of the app start on. */
  async live(team: string, app: string): Promise<Release | undefined> {
    const found = await this.app(team, app);
    if (found === undefined || found.live === null) return undefined;
    return await this.release(team, app, found.live);
  }

  /** Makes a stored release the live one, in one step; undefined if the app is gone. */
  async activate(
    team: string,
    app: string,
    release: string,
  ): Promise<{ previous: string | null } | undefined> {
    let previous: string | null = null;
    const changed = await this.#documents.change(keys.app(team, app), appRecord, (found) => {
      previous = found.live;
      if (previous === release) return found;
      const older = found.history.filter((id) => id !== previous && id !== release);
      const history = previous === null ? older : [previous, ...older];
      return { ...found, live: release, history: history.slice(0, maxHistory) };
    });
    return changed === undefined ? undefined : { previous };
  }

  /** Announces the files of a deploy. */
  async createUpload(team: string, app: string, files: Upload["files"]): Promise<Upload> {
    const id = randomBytes(16).toString("hex");
    const upload: Upload = { id, team, app, createdAt: this.#now().toISOString(), files };
    await this.#documents.create(keys.upload(team, app, id), upload);
    return upload;
  }

  async upload(team: string, app: string, id: string): Promise<Upload | undefined> {
    if (!areNames(team, app) || !isHex(id)) return undefined;
    return await this.#documents.read(keys.upload(team, app, id), uploadRecord);
  }

  /** Removes announcements of an app that nobody came back to. */
  async forgetUploads(team: string, app: string, olderThanMs: number): Promise<void> {
    const limit = this.#now().getTime() - olderThanMs;
    for await (const { key } of this.#objects.list(keys.uploads(team, app))) {
      const upload = await this.#documents.read(key, uploadRecord);
      if (upload !== undefined && Date.parse(upload.createdAt) < limit)
        await this.removeUpload(upload);
    }
  }

  async removeUpload(upload: Upload): Promise<void> {
    await this.#objects.delete(keys.upload(upload.team, upload.app, upload.id));
  }
}
