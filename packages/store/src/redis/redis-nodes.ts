import type { NodeInfo, NodeKind, Nodes } from "../nodes.ts";
import { type RedisClient, script } from "./redis-client.ts";

const register = script(`
redis.call("HSET", KEYS[1], ARGV[2], ARGV[3])
redis.call("ZADD", KEYS[2], now + ARGV[4], ARGV[2])
`);

const renew = script(`
local lease = tonumber(redis.call("ZSCORE", KEYS[2], ARGV[2]))
if not lease or lease <= now then return 0 end
redis.call("ZADD", KEYS[2], now + ARGV[3], ARGV[2])
return 1
`);

const remove = script(`
redis.call("HDEL", KEYS[1], ARGV[2])
redis.call("ZREM", KEYS[2], ARGV[2])
`);

const list = script(`
for _, id in ipairs(redis.call("ZRANGE", KEYS[2], "-inf", now, "BYSCORE")) do
  redis.call("HDEL", KEYS[1], id)
  redis.call("ZREM", KEYS[2], id)
end
return redis.call("HVALS", KEYS[1])
`);

/** Nodes in Redis: a hash of what is known of them, a sorted set of when their leases end. */
export class RedisNodes implements Nodes {
  readonly #redis: RedisClient;

  constructor(redis: RedisClient) {
    this.#redis = redis;
  }

  async register(node: NodeInfo, leaseMs: number): Promise<void> {
    await this.#redis.call(register, this.#keys(node.kind), [
      node.id,
      JSON.stringify(node),
      leaseMs,
    ]);
  }

  async renew(kind: NodeKind, id: string, leaseMs: number): Promise<boolean> {
    return (await this.#redis.call(renew, this.#keys(kind), [id, leaseMs])) === 1;
  }

  async remove(kind: NodeKind, id: string): Promise<void> {
    await this.#redis.call(remove, this.#keys(kind), [id]);
  }

  async list(kind: NodeKind): Promise<readonly NodeInfo[]> {
    const found = (await this.#redis.call(list, this.#keys(kind))) as string[];
    return found.map((text) => JSON.parse(text) as NodeInfo);
  }

  #keys(kind: NodeKind): string[] {
    const base = `${this.#redis.prefix}:{nodes}:${kind}`;
    return [base, `${base}:leases`];
  }
}
