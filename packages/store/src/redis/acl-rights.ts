/** What the store asks of Redis, and its scripts; nothing else is needed. */
const commands = [
  ...["del", "eval", "evalsha", "exists", "get", "hdel", "hexists", "hget", "hgetall", "hincrby"],
  ...[
    "hkeys",
    "hlen",
    "hmget",
    "hset",
    "hsetnx",
    "hstrlen",
    "hvals",
    "info",
    "pexpire",
    "ping",
    "publish",
    "sadd",
  ],
  ...["set", "smembers", "srem", "subscribe", "time", "unsubscribe", "xadd", "xdel"],
  ...["xrange", "xread", "xrevrange", "zadd", "zcard", "zcount", "zrange", "zrank", "zrem"],
  ...["zremrangebyscore", "zscore", "client|setname", "role", "wait", "cluster|slots"],
];

/** The least rights of a user of Redis with which a store of this prefix works, as `ACL SETUSER` takes them. */
export function aclRights(prefix: string): readonly string[] {
  return [
    "resetkeys",
    "resetchannels",
    `~${prefix}:*`,
    `&${prefix}:*`,
    "-@all",
    ...commands.map((name) => `+${name}`),
  ];
}
