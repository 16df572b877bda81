import type { ObjectStore } from "../object-store.ts";
import { keys } from "./keys.ts";

/** Which release's pages. */
export interface SnapshotOwner {
  readonly team: string;
  readonly app: string;
  readonly release: string;
}

/** Drawn pages of an app's releases by name (a hash): what can be made again, kept so that a host need not. */
export class SnapshotFiles {
  readonly #objects: ObjectStore;

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  async names({ team, app, release }: SnapshotOwner): Promise<ReadonlySet<string>> {
    const folder = `${keys.snapshots(team, app)}${release}/`;
    const names = new Set<string>();
    for await (const { key } of this.#objects.list(folder)) names.add(key.slice(folder.length));
    return names;
  }

  async read({ team, app, release }: SnapshotOwner, name: string): Promise<Uint8Array | undefined> {
    return (await this.#objects.get(keys.snapshot(team, app, release, name)))?.body;
  }

  /** Keeps a page; those of the app's other releases are not needed any more. */
  async keep(owner: SnapshotOwner, name: string, body: Uint8Array): Promise<void> {
    const { team, app, release } = owner;
    await this.#objects.put(keys.snapshot(team, app, release, name), body);
    const folder = keys.snapshots(team, app);
    for await (const { key } of this.#objects.list(folder)) {
      if (!key.startsWith(`${folder}${release}/`)) await this.#objects.delete(key);
    }
  }

  async forget({ team, app, release }: SnapshotOwner, name: string): Promise<void> {
    await this.#objects.delete(keys.snapshot(team, app, release, name));
  }
}
