export { RedisCluster } from "./redis-cluster.ts";
export { hasSentinel, RedisSentinels } from "./redis-sentinels.ts";
export { RedisServer } from "./redis-server.ts";
