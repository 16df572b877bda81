import type { RedisOptions } from "ioredis";
import type { Clock } from "../clock.ts";
import type { StoreObserver } from "./store-observer.ts";

/** How a store reaches its Redis. */
export interface RedisStoreOptions {
  /**
   * `redis://[user:password@]host:port[/db]`, `rediss://…` for TLS, `redis+sentinel://[user:password@]host:port,host:port/NAME`,
   * `rediss+sentinel://…` for TLS, or `redis+cluster://[user:password@]host:port,host:port`.
   */
  readonly url: string;
  /** What all keys and channels begin with; default `flotilla`. */
  readonly prefix?: string;
  /** The time of deadlines and leases; without one it is Redis's own, the same for all nodes. */
  readonly clock?: Clock;
  /** How long a command may take until it fails with `STORE_UNAVAILABLE`; default 700. */
  readonly commandTimeoutMs?: number;
  /** Told how Redis answers, for metrics. */
  readonly observer?: StoreObserver | undefined;
  /** Told of each lost and each regained connection. */
  readonly onState?: (state: "up" | "down", error?: Error) => void;
}

/** One Redis, one behind Sentinels, or a cluster. */
export type RedisTarget =
  | { readonly type: "single"; readonly url: string }
  | {
      readonly type: "sentinel" | "cluster";
      /** By TLS, also to the Sentinels. */
      readonly isSecure: boolean;
      readonly nodes: readonly { readonly host: string; readonly port: number }[];
      readonly name: string;
      readonly login: Pick<RedisOptions, "username" | "password">;
    };

const several =
  /^(redis|rediss(?=\+sentinel))\+(sentinel|cluster):\/\/(?:([^:@/]*):([^@/]*)@)?([^/]+)(?:\/([^/]*))?$/;

/** Reads an address of Redis; undefined if it is none. */
export function parseRedisUrl(url: string): RedisTarget | undefined {
  if (/^rediss?:\/\//.test(url)) return { type: "single", url };
  const [, scheme, type, username, password, hosts = "", name = ""] = several.exec(url) ?? [];
  if (type !== "sentinel" && type !== "cluster") return undefined;
  if (type === "sentinel" && name === "") return undefined;
  const nodes = hosts.split(",").map((text) => {
    const [, host = "", port] = /^(.*?)(?::(\d+))?$/.exec(text) ?? [];
    return { host, port: Number(port ?? (type === "sentinel" ? 26_379 : 6_379)) };
  });
  if (nodes.some(({ host }) => host === "")) return undefined;
  const login = {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  };
  return { type, isSecure: scheme === "rediss", nodes, name, login };
}
