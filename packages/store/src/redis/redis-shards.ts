import type { RedisClient, Script, ScriptArgument } from "./redis-client.ts";

/** Sessions are spread over so many slots; all that one step changes lies in one of them. */
const shardCount = 16;

/** The parts into which sessions are spread: a cluster has each where its slot is, any other Redis has them all. */
export class RedisShards {
  readonly #redis: RedisClient;
  /** The first key of each. */
  readonly keys: readonly string[];
  /** Keys that one call may name together. */
  readonly #groups: readonly (readonly string[])[];
  #first = 0;

  constructor(redis: RedisClient) {
    this.#redis = redis;
    this.keys = Array.from({ length: shardCount }, (_, n) => `${redis.prefix}:{s${n}}:counts`);
    this.#groups = redis.isCluster ? this.keys.map((key) => [key]) : [this.keys];
  }

  /** The first key of the shard of an id. */
  of(id: string): string {
    let sum = 0;
    for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) % 65_521;
    return this.keys[sum % shardCount] ?? "";
  }

  /** Carries a step out on the shard of an id. */
  async call(step: Script, id: string, args: readonly ScriptArgument[]): Promise<unknown> {
    return await this.#redis.call(step, [this.of(id)], [id, ...args]);
  }

  /** Carries a step out on all shards; an answer for each call that this takes. */
  async callAll(step: Script, args: readonly ScriptArgument[]): Promise<readonly unknown[]> {
    return await Promise.all(this.#groups.map((keys) => this.#redis.call(step, keys, args)));
  }

  /** Asks shard by shard until there are enough answers; who waited longest comes first the next time. */
  async take<T>(step: Script, limit: number): Promise<T[]> {
    const taken: T[] = [];
    this.#first = (this.#first + 1) % shardCount;
    const { keys } = this;
    const rotated = [...keys.slice(this.#first), ...keys.slice(0, this.#first)];
    for (const group of this.#redis.isCluster ? rotated.map((key) => [key]) : [rotated]) {
      if (taken.length >= limit) break;
      taken.push(...((await this.#redis.call(step, group, [limit - taken.length])) as T[]));
    }
    return taken;
  }
}
