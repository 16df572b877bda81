import { FlotillaError } from "@flotilla/protocol";
import type { z } from "zod";
import type { ObjectStore } from "../object-store.ts";

const attempts = 20;

/** A record with the version that a conditional write names. */
interface Versioned<T> {
  readonly value: T;
  readonly etag: string;
}

/** JSON records in an object store, parsed by their schema, changed by compare-and-swap. */
export class Documents {
  readonly #objects: ObjectStore;

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  async read<T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> {
    return (await this.#read(key, schema))?.value;
  }

  /** Stores a record that must not exist yet; false if it does. */
  async create(key: string, value: unknown): Promise<boolean> {
    try {
      await this.#objects.put(key, encode(value), { ifNoneMatch: "*" });
      return true;
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  }

  /** Applies a pure change to the record that is there, again if somebody else was faster. */
  async change<T>(
    key: string,
    schema: z.ZodType<T>,
    next: (value: T) => T,
  ): Promise<T | undefined> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const found = await this.#read(key, schema);
      if (found === undefined) return undefined;
      const value = next(found.value);
      if (value === found.value) return value;
      try {
        await this.#objects.put(key, encode(value), { ifMatch: found.etag });
        return value;
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
    }
    throw new FlotillaError("CONFLICT", `object ${key}: others kept changing it`);
  }

  async #read<T>(key: string, schema: z.ZodType<T>): Promise<Versioned<T> | undefined> {
    const found = await this.#objects.get(key);
    if (found === undefined) return undefined;
    try {
      const value = schema.parse(JSON.parse(new TextDecoder().decode(found.body)));
      return { value, etag: found.etag };
    } catch (error) {
      throw new Error(`object ${key}: it is damaged`, { cause: error });
    }
  }
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

function isConflict(error: unknown): boolean {
  return error instanceof FlotillaError && error.code === "CONFLICT";
}
