export { parseRedisUrl, type RedisStoreOptions } from "./redis-options.ts";
export { createRedisStore } from "./redis-store.ts";
