export { RedisCluster } from "./redis-cluster.ts";
export { RedisServer } from "./redis-server.ts";
