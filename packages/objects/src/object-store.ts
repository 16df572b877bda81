import type { Readable } from "node:stream";

/** A whole object in memory, with the version that a conditional write names. */
export interface StoredObject {
  readonly body: Uint8Array;
  readonly etag: string;
}

/** An object as a stream: for bodies that are passed on, not looked at. */
export interface ObjectStream {
  readonly size: number;
  readonly body: Readable;
}

/** What must hold for a write to happen; without a condition the write replaces whatever is there. */
export interface WriteCondition {
  /** The object exists in exactly this version. */
  readonly ifMatch?: string;
  /** The object does not exist yet. */
  readonly ifNoneMatch?: "*";
}

/** An object's name and size, as a listing tells it. */
export interface ObjectEntry {
  readonly key: string;
  readonly size: number;
}

/** A body to store: bytes, or chunks of them; an iterable that throws leaves the store untouched. */
export type ObjectBody = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * Files with names and versions: the durable truth of a host (folder on disk, or a bucket).
 * A write is seen whole or not at all, and of several writes with the same condition one wins.
 */
export interface ObjectStore {
  get(key: string): Promise<StoredObject | undefined>;
  stream(key: string): Promise<ObjectStream | undefined>;
  /** Throws `CONFLICT` when the condition does not hold. */
  put(key: string, body: ObjectBody, condition?: WriteCondition): Promise<{ etag: string }>;
  /** Removing what is not there is no error. */
  delete(key: string): Promise<void>;
  /** Keys that begin with the prefix, in order of their code units. */
  list(prefix: string): AsyncIterable<ObjectEntry>;
  /** The next name of the keys that go on after `folder/`, each once, without looking at all of them. */
  folders(folder: string): Promise<readonly string[]>;
}
