import type { Store } from "../store.ts";
import { RedisBus } from "./redis-bus.ts";
import { RedisClient } from "./redis-client.ts";
import { RedisLines } from "./redis-lines.ts";
import { RedisLogins } from "./redis-logins.ts";
import { RedisLogs } from "./redis-logs.ts";
import { RedisMemory } from "./redis-memory.ts";
import { RedisNodes } from "./redis-nodes.ts";
import type { RedisStoreOptions } from "./redis-options.ts";
import { RedisProcesses } from "./redis-processes.ts";
import { RedisSessions } from "./redis-sessions.ts";
import { RedisShards } from "./redis-shards.ts";
import { RedisStarts } from "./redis-starts.ts";
import { RedisTopics } from "./redis-topics.ts";
import { observed } from "./store-observer.ts";

/** A store that all nodes share: Redis 7, alone, behind Sentinels or as a cluster. */
export function createRedisStore(options: RedisStoreOptions): Store {
  const redis = new RedisClient(options);
  const bus = new RedisBus(redis);
  const shards = new RedisShards(redis);
  const memory = new RedisMemory(redis, shards);
  const topics = new RedisTopics(redis);
  const { observer } = options;
  return {
    sessions: observed(new RedisSessions(redis, shards), "presence", observer),
    processes: observed(new RedisProcesses(redis), "route", observer),
    starts: observed(new RedisStarts(redis), "queue", observer),
    lines: observed(new RedisLines(redis), "queue", observer),
    nodes: observed(new RedisNodes(redis), "lease", observer),
    logins: observed(new RedisLogins(redis), "nonce", observer),
    bus: observed(bus, "queue", observer),
    topics: observed(topics, "queue", observer),
    logs: observed(new RedisLogs(redis, bus), "queue", observer),
    memory: () => memory.read(),
    start: () => redis.start(),
    stop: async () => {
      await topics.stop();
      await redis.stop();
    },
  };
}
