import { randomBytes } from "node:crypto";
import type { StoreMemory } from "../store.ts";
import type { RedisClient } from "./redis-client.ts";
import type { RedisShards } from "./redis-shards.ts";
import { memory } from "./session-scripts.ts";

/**
 * What Redis remembers since when. A mark that is not there says that all is lost; another replication id, which a promoted
 * replica has, says that the last writes may be.
 */
export class RedisMemory {
  readonly #redis: RedisClient;
  readonly #keys: readonly string[];

  constructor(redis: RedisClient, shards: RedisShards) {
    this.#redis = redis;
    const all = shards.keys.map((key) => `${key.slice(0, -"counts".length)}memory`);
    this.#keys = redis.isCluster ? all : all.slice(0, 1);
  }

  async read(): Promise<StoreMemory> {
    const name = randomBytes(9).toString("base64url");
    const found = (await Promise.all(
      this.#keys.map((key) => this.#redis.call(memory, [key], [name])),
    )) as [string, string][];
    const ages = found.map(([, age]) => Number(age));
    return { name: found.map(([mark]) => mark).join(), ageMs: Math.max(0, Math.min(...ages)) };
  }
}
