import { createMemoryStore } from "./memory/memory-store.ts";
import type { RedisStoreOptions } from "./redis/redis-options.ts";
import type { Store } from "./store.ts";

/** The store that an address names; without one it is this process's own. Redis's client is loaded only where it is used. */
export async function createStore(
  redisUrl: string | undefined,
  options: Pick<RedisStoreOptions, "onState" | "observer"> = {},
): Promise<Store> {
  if (redisUrl === undefined) return createMemoryStore();
  const { createRedisStore } = await import("./redis/redis-store.ts");
  return createRedisStore({ url: redisUrl, ...options });
}
