import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { FlotillaError } from "@flotilla/protocol";
import { errorField } from "../error-field.ts";
import { checkKey } from "../object-key.ts";
import type {
  ObjectBody,
  ObjectEntry,
  ObjectStore,
  ObjectStream,
  StoredObject,
  WriteCondition,
} from "../object-store.ts";
import { FileLock } from "./file-lock.ts";

const abandonedAfterMs = 3_600_000;
const maxRemembered = 1_000;
const maxRememberedBytes = 16 * 1024;

/** A small object as it was read last, and what its file was then: a file is never changed, only replaced. */
interface Remembered {
  readonly seal: string;
  readonly object: StoredObject;
}

/**
 * Objects as files below one folder: written to a temporary file, synced, then renamed into place under a
 * lock that all processes of the folder share. A version is the hash of the content.
 */
export class DiskObjects implements ObjectStore {
  readonly #objects: string;
  readonly #temporary: string;
  readonly #lock: FileLock;
  readonly #remembered = new Map<string, Remembered>();

  constructor(root: string) {
    this.#objects = join(root, "objects");
    this.#temporary = join(root, "incoming");
    this.#lock = new FileLock(join(root, "objects.lock"));
  }

  /** Makes the folders and clears what a crashed writer left. */
  async start(): Promise<void> {
    await mkdir(this.#objects, { recursive: true });
    await mkdir(this.#temporary, { recursive: true });
    for (const name of await readdir(this.#temporary)) {
      const path = join(this.#temporary, name);
      const found = await ifPresent(stat(path));
      if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs) {
        await rm(path, { force: true });
      }
    }
  }

  async stop(): Promise<void> {
    await this.#lock.close();
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const path = this.#path(key);
    const info = await ifPresent(stat(path, { bigint: true }));
    if (info === undefined) return undefined;
    const seal = `${info.ino} ${info.size} ${info.mtimeNs} ${info.ctimeNs}`;
    const remembered = this.#remembered.get(key);
    if (remembered?.seal === seal) return remembered.object;
    const body = await ifPresent(readFile(path));
    if (body === undefined) return undefined;
    const object = { body, etag: etagOf(body) };
    this.#remember(key, { seal, object });
    return object;
  }

  async stream(key: string): Promise<ObjectStream | undefined> {
    const file = await ifPresent(open(this.#path(key)));
    if (file === undefined) return undefined;
    const { size } = await file.stat();
    return { size, body: createReadStream("", { fd: file, autoClose: true }) };
  }

  async put(
    key: string,
    body: ObjectBody,
    condition: WriteCondition = {},
  ): Promise<{ etag: string }> {
    const target = this.#path(key);
    const written = join(this.#temporary, randomUUID());
    try {
      const etag = await writeSynced(written, body);
      await this.#lock.run(async () => {
        await this.#check(key, condition);
        await moveInto(written, target);
      });
      return { etag };
    } finally {
      await rm(written, { force: true });
    }
  }

  async delete(key: string): Promise<void> {
    const target = this.#path(key);
    await this.#lock.run(async () => {
      await rm(target, { force: true });
    });
  }

  async *list(prefix: string): AsyncIterable<ObjectEntry> {
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    if (folder !== "") checkKey(folder.slice(0, -1));
    const found: ObjectEntry[] = [];
    await this.#collect(folder, prefix, found);
    yield* found.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  async folders(folder: string): Promise<readonly string[]> {
    const entries = await ifPresent(readdir(this.#path(folder), { withFileTypes: true }));
    return (entries ?? [])
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  }

  /** What is asked for over and over costs one look at its file then. */
  #remember(key: string, remembered: Remembered): void {
    this.#remembered.delete(key);
    if (remembered.object.body.length > maxRememberedBytes) return;
    this.#remembered.set(key, remembered);
    if (this.#remembered.size <= maxRemembered) return;
    const oldest = this.#remembered.keys().next();
    if (oldest.done !== true) this.#remembered.delete(oldest.value);
  }

  async #collect(folder: string, prefix: string, found: ObjectEntry[]): Promise<void> {
    const entries = await ifPresent(readdir(join(this.#objects, folder), { withFileTypes: true }));
    for (const entry of entries ?? []) {
      const key = folder + entry.name;
      if (entry.isDirectory()) {
        if (key.startsWith(prefix) || prefix.startsWith(`${key}/`)) {
          await this.#collect(`${key}/`, prefix, found);
        }
      } else if (key.startsWith(prefix)) {
        const info = await ifPresent(stat(join(this.#objects, key)));
        if (info !== undefined) found.push({ key, size: info.size });
      }
    }
  }

  async #check(key: string, { ifMatch, ifNoneMatch }: WriteCondition): Promise<void> {
    if (ifMatch === undefined && ifNoneMatch === undefined) return;
    const present = await this.get(key);
    if (ifNoneMatch !== undefined && present !== undefined) {
      throw new FlotillaError("CONFLICT", `object ${key}: expected none, found one`);
    }
    if (ifMatch !== undefined && present?.etag !== ifMatch) {
      throw new FlotillaError("CONFLICT", `object ${key}: it is no longer in the expected version`);
    }
  }

  #path(key: string): string {
    checkKey(key);
    return join(this.#objects, key);
  }
}

async function writeSynced(path: string, body: ObjectBody): Promise<string> {
  await using file = await open(path, "wx", 0o600);
  const hash = createHash("sha256");
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  await file.sync();
  return hash.digest("hex");
}

async function moveInto(from: string, target: string): Promise<void> {
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  await rename(from, target);
  await using handle: FileHandle = await open(folder);
  await handle.sync();
}

function etagOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

async function ifPresent<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    const code = errorField(error, "code");
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
