import { FlotillaError } from "@flotilla/protocol";
import { Cluster, Redis } from "ioredis";
import { parseRedisUrl, type RedisStoreOptions } from "./redis-options.ts";

/** A connection for commands or for subscriptions. */
export type RedisConnection = Redis | Cluster;

/** What a connection has that others have not. */
export interface DialSpecial {
  readonly maxRetriesPerRequest?: null;
  /** A command may wait longer, for something to come. */
  readonly commandTimeout?: number;
}

const betweenLeavesMs = 500;
/** Soon enough that whoever waits for a page is told within a second. */
const defaultTimeoutMs = 700;

/** A connection that is not open yet. Nothing on it waits for ever, whatever happens between here and Redis. */
export function dial(
  { url, commandTimeoutMs = defaultTimeoutMs, onState }: RedisStoreOptions,
  special: DialSpecial,
): RedisConnection {
  const options = {
    lazyConnect: true,
    commandTimeout: commandTimeoutMs,
    connectTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 1,
    // A step that may have been carried out is its caller's to repeat.
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false, // the bus does it
    retryStrategy: (times: number) => Math.min(50 * 2 ** times, 1_000) * (0.75 + Math.random() / 2),
    reconnectOnError: leavesReplicas(),
    ...special,
  };
  const target = parseRedisUrl(url);
  if (target === undefined) {
    throw new FlotillaError("CONFIG_INVALID", `${safeUrl(url)}: no address of Redis`);
  }
  let connection: RedisConnection;
  if (target.type === "single") connection = new Redis(target.url, options);
  else if (target.type === "sentinel") {
    const sentinels = target.nodes.map((node) => ({ ...node }));
    const names = { sentinels, name: target.name };
    const tls = target.isSecure && { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true };
    connection = new Redis({ ...options, ...target.login, ...names, ...tls });
  } else {
    const redisOptions = { ...options, ...target.login };
    connection = new Cluster([...target.nodes], { lazyConnect: true, redisOptions });
  }
  connection.on("error", (error: Error) => onState?.("down", error)); // unheard, it would end the process
  return connection;
}

/** A master that became a replica answers so: the next connection finds the new one, if there is one by now. */
function leavesReplicas(): (error: Error) => boolean {
  let leftAt = Number.NEGATIVE_INFINITY;
  return ({ message }) => {
    const now = performance.now();
    if (!message.startsWith("READONLY") || now - leftAt < betweenLeavesMs) return false;
    leftAt = now;
    return true;
  };
}

/** An address without its password. */
function safeUrl(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//…@");
}
