import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { FlotillaError } from "@flotilla/protocol";
import type { ObjectStore } from "../object-store.ts";
import { keys } from "./keys.ts";

/** Files of a team, named by their content. */
export class Blobs {
  readonly #objects: ObjectStore;

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  async has(team: string, sha256: string): Promise<boolean> {
    const key = keys.blob(team, sha256);
    for await (const entry of this.#objects.list(key)) if (entry.key === key) return true;
    return false;
  }

  /** Stores a body that must have this hash and size; nothing is kept of one that has not. */
  async put(
    team: string,
    expected: { sha256: string; size: number },
    body: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    await this.#objects.put(keys.blob(team, expected.sha256), verified(expected, body));
  }

  /** The whole file, its hash checked; throws `DIGEST_MISMATCH` if storage returned something else. */
  async read(team: string, sha256: string): Promise<Uint8Array> {
    const found = await this.#objects.get(keys.blob(team, sha256));
    if (found === undefined) throw missing(sha256);
    if (createHash("sha256").update(found.body).digest("hex") !== sha256) throw tampered(sha256);
    return found.body;
  }

  /** The file as a stream, unchecked: for serving what was checked when it was stored. */
  async stream(team: string, sha256: string): Promise<{ size: number; body: Readable }> {
    const found = await this.#objects.stream(keys.blob(team, sha256));
    if (found === undefined) throw missing(sha256);
    return found;
  }
}

async function* verified(
  expected: { sha256: string; size: number },
  body: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > expected.size) break;
    hash.update(chunk);
    yield chunk;
  }
  if (size !== expected.size) {
    throw new FlotillaError(
      "DIGEST_MISMATCH",
      `blob ${expected.sha256}: expected ${expected.size} bytes, got ${size > expected.size ? "more" : size}`,
    );
  }
  if (hash.digest("hex") !== expected.sha256) {
    throw new FlotillaError(
      "DIGEST_MISMATCH",
      `blob ${expected.sha256}: the body has another hash`,
    );
  }
}

function missing(sha256: string): FlotillaError {
  return new FlotillaError("NOT_FOUND", `blob ${sha256}: it is not stored`);
}

function tampered(sha256: string): FlotillaError {
  return new FlotillaError("DIGEST_MISMATCH", `blob ${sha256}: its content was changed in storage`);
}
