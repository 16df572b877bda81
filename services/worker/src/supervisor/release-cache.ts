import { createHash } from "node:crypto";
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import type { Catalog, Release, ReleaseFile } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";

/** Files of a release as an app process sees them, on this machine's disk; each file's digest is checked at every start. */
export class ReleaseCache {
  readonly #catalog: Catalog;
  readonly #folder: string;
  readonly #opening = new Map<string, Promise<string>>();

  constructor(catalog: Catalog, folder: string) {
    this.#catalog = catalog;
    this.#folder = folder;
  }

  /** Makes the folder and clears what a killed worker left half written. */
  async start(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o711 });
    for (const entry of await readdir(this.#folder)) {
      if (!entry.startsWith(partPrefix)) continue;
      const path = join(this.#folder, entry);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > abandonedAfterMs) await rm(path, { recursive: true, force: true });
    }
  }

  /** The folder with the release's files; throws `DIGEST_MISMATCH` when disk or storage hold something else. */
  async open(release: Release): Promise<string> {
    const running = this.#opening.get(release.id);
    if (running !== undefined) return await running;
    const opening = this.#open(release).finally(() => this.#opening.delete(release.id));
    this.#opening.set(release.id, opening);
    return await opening;
  }

  async #open(release: Release): Promise<string> {
    const folder = join(this.#folder, release.id);
    const present = await stat(folder).catch(() => undefined);
    if (present === undefined) await this.#fetch(release, folder);
    for (const file of filesOf(release)) await verify(release, folder, file);
    return folder;
  }

  /** Written beside and renamed: a release is there whole or not at all. */
  async #fetch(release: Release, folder: string): Promise<void> {
    const part = await mkdtemp(join(this.#folder, partPrefix));
    try {
      for (const file of filesOf(release)) {
        const path = innerPath(part, file.path);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, await this.#catalog.blobs.read(release.team, file.sha256));
      }
      await openToAll(part);
      await rename(part, folder);
    } catch (error) {
      await rm(part, { recursive: true, force: true });
      const raced = await stat(folder).catch(() => undefined); // another worker of this machine was faster
      if (raced === undefined) throw error;
    }
  }
}

/** App processes have other user ids; whatever the worker's umask is, they read what is theirs. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}

const partPrefix = ".part-";
const abandonedAfterMs = 3_600_000;

/** The bundle at the top, the assets in their folder. */
function filesOf(release: Release): ReleaseFile[] {
  const { assetsDir } = release;
  const assets =
    assetsDir === undefined
      ? []
      : release.assets.map((asset) => ({ ...asset, path: `${assetsDir}/${asset.path}` }));
  const byPath = new Map([...release.bundle, ...assets].map((file) => [file.path, file]));
  return [...byPath.values()];
}

async function verify(release: Release, folder: string, file: ReleaseFile): Promise<void> {
  const body = await readFile(innerPath(folder, file.path)).catch(() => undefined);
  const digest = body === undefined ? "" : createHash("sha256").update(body).digest("hex");
  if (digest === file.sha256) return;
  throw new FlotillaError(
    "DIGEST_MISMATCH",
    `release ${release.id} of "${release.team}/${release.app}": ${file.path} on this worker's disk is not what was deployed`,
  );
}

/** Records are checked when they are made; a path that leads out is refused here all the same. */
function innerPath(folder: string, path: string): string {
  const inner = normalize(join(folder, path));
  if (!inner.startsWith(`${folder}/`)) {
    throw new FlotillaError("DIGEST_MISMATCH", `release file "${path}" leads out of its folder`);
  }
  return inner;
}
