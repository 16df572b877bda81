import { createHash } from "node:crypto";
import type { SnapshotFiles } from "@flotilla/objects";
import { z } from "zod";
import type { Drawings } from "./painter.ts";

/** Which page. */
export interface SnapshotPlace {
  readonly team: string;
  readonly app: string;
  readonly release: string;
  readonly route: string;
}

const drawing = z.object({
  html: z.string(),
  css: z.string(),
  chunks: z.array(z.string()),
  title: z.string(),
});
const record = z.object({
  client: z.string(),
  digest: z.string(),
  drawings: z.object({ desktop: drawing, phone: drawing }),
});

const maxReleases = 200;

/** Snapshots in the object store, where a gateway that starts finds them. */
export class KeptSnapshots {
  readonly #files: SnapshotFiles;
  readonly #client: () => string | undefined;
  /** Which there are, by release: most routes have none, and asking for them must cost nothing. */
  readonly #names = new Map<string, Promise<Set<string>>>();

  /** `client` names the built client; what another one has drawn is not used. */
  constructor(files: SnapshotFiles, client: () => string | undefined) {
    this.#files = files;
    this.#client = client;
  }

  async read(place: SnapshotPlace): Promise<{ digest: string; drawings: Drawings } | undefined> {
    const name = nameOf(place);
    if (!(await this.#namesOf(place)).has(name)) return undefined;
    const body = await this.#files.read(place, name);
    if (body === undefined) return undefined;
    const found = record.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return found.success && found.data.client === this.#client() ? found.data : undefined;
  }

  async keep(place: SnapshotPlace, digest: string, drawings: Drawings): Promise<void> {
    const name = nameOf(place);
    const text = JSON.stringify({ client: this.#client(), digest, drawings });
    await this.#files.keep(place, name, new TextEncoder().encode(text));
    (await this.#namesOf(place)).add(name);
  }

  async forget(place: SnapshotPlace): Promise<void> {
    const name = nameOf(place);
    if ((await this.#namesOf(place)).delete(name)) await this.#files.forget(place, name);
  }

  #namesOf(place: SnapshotPlace): Promise<Set<string>> {
    const key = `${place.team}/${place.app}/${place.release}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const names = this.#files.names(place).then((found) => new Set(found));
    names.catch(() => this.#names.delete(key)); // asked again by the next visitor
    this.#names.set(key, names);
    if (this.#names.size > maxReleases) {
      const oldest = this.#names.keys().next();
      if (oldest.done !== true) this.#names.delete(oldest.value);
    }
    return names;
  }
}

function nameOf({ route }: SnapshotPlace): string {
  return createHash("sha256").update(route).digest("hex").slice(0, 32);
}
