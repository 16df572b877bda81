import { createHash } from "node:crypto";
import { FlotillaError } from "@flotilla/protocol";
import { Cluster, Redis } from "ioredis";
import { parseRedisUrl, type RedisStoreOptions } from "./redis-options.ts";

/** A connection for commands or for subscriptions. */
export type RedisConnection = Redis | Cluster;

/** What a script takes. */
export type ScriptArgument = string | number | Buffer;

/** A step in Lua that Redis carries out as one. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

/** Every script begins with the time: what the caller says, or else Redis's own. */
const readTime = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call("TIME")
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
`;

/** Makes a script of Lua that finds the time in `now` and its own arguments from `ARGV[2]` on. */
export function script(lua: string): Script {
  const text = readTime + lua;
  return { lua: text, sha: createHash("sha1").update(text).digest("hex") };
}

const defaultTimeoutMs = 700;

/** The connections of one store to its Redis; every failure of theirs becomes `STORE_UNAVAILABLE`. */
export class RedisClient {
  readonly prefix: string;
  readonly #options: RedisStoreOptions;
  readonly #commands: RedisConnection;
  readonly #subscriber: RedisConnection;

  constructor(options: RedisStoreOptions) {
    this.prefix = options.prefix ?? "flotilla";
    this.#options = options;
    this.#commands = this.dial({});
    this.#subscriber = this.dial({ maxRetriesPerRequest: null });
    this.#commands.on("ready", () => options.onState?.("up"));
    this.#commands.on("close", () => options.onState?.("down"));
    const { observer } = options;
    for (const [role, connection] of [
      ["commands", this.#commands],
      ["subscriptions", this.#subscriber],
    ] as const) {
      connection.on("ready", () => observer?.state(role, true));
      connection.on("close", () => observer?.state(role, false));
    }
  }

  /** Whether keys of different slots may lie on different servers. */
  get isCluster(): boolean {
    return this.#commands instanceof Cluster;
  }

  /** The connection that only listens; it subscribes again by itself after each loss. */
  get subscriber(): RedisConnection {
    return this.#subscriber;
  }

  /** The first argument of each script: the time as this store's clock has it, or nothing. */
  get #now(): string {
    return this.#options.clock === undefined ? "" : String(this.#options.clock.now());
  }

  /** Resolves when both connections take commands; if one does not, both are given up. */
  async start(): Promise<void> {
    const opening = [this.#commands.connect(), this.#subscriber.connect()];
    try {
      await Promise.all(opening);
    } catch (error) {
      this.#disconnect();
      await Promise.allSettled(opening);
      throw unavailable(error);
    }
  }

  async stop(): Promise<void> {
    await Promise.allSettled([this.#commands.quit(), this.#subscriber.quit()]);
    this.#disconnect();
  }

  #disconnect(): void {
    this.#commands.disconnect();
    this.#subscriber.disconnect();
  }

  /** Runs commands; throws `STORE_UNAVAILABLE` if Redis does not carry them out. */
  async run<T>(work: (redis: RedisConnection) => Promise<T>): Promise<T> {
    try {
      return await work(this.#commands);
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** Carries out a script; its keys must lie in one slot. */
  async call(
    step: Script,
    keys: readonly string[],
    args: readonly ScriptArgument[] = [],
  ): Promise<unknown> {
    const rest = [...keys, this.#now, ...args];
    return await this.run(async (redis) => {
      try {
        return await redis.evalsha(step.sha, keys.length, ...rest);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
        return await redis.eval(step.lua, keys.length, ...rest);
      }
    });
  }

  /** One more connection, not yet open; whoever asks for it closes it. */
  dial(special: {
    readonly maxRetriesPerRequest?: null;
    readonly commandTimeout?: number;
  }): RedisConnection {
    const { url, commandTimeoutMs = defaultTimeoutMs, onState } = this.#options;
    const options = {
      lazyConnect: true,
      commandTimeout: commandTimeoutMs,
      connectTimeout: commandTimeoutMs,
      maxRetriesPerRequest: 1,
      // A step that may have been carried out is its caller's to repeat.
      autoResendUnfulfilledCommands: false,
      retryStrategy: (times: number) =>
        Math.min(50 * 2 ** times, 1_000) * (0.75 + Math.random() / 2),
      // A master that became a replica answers so: the next connection finds the new one.
      reconnectOnError: (error: Error) => (error.message.startsWith("READONLY") ? 2 : false),
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
      connection = new Redis({ ...options, ...target.login, sentinels, name: target.name });
    } else {
      const redisOptions = { ...options, ...target.login };
      connection = new Cluster([...target.nodes], { lazyConnect: true, redisOptions });
    }
    connection.on("error", (error: Error) => onState?.("down", error)); // unheard, it would end the process
    return connection;
  }
}

function unavailable(cause: unknown): FlotillaError {
  if (cause instanceof FlotillaError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FlotillaError("STORE_UNAVAILABLE", `Redis: ${reason}`, { cause });
}

/** An address without its password. */
function safeUrl(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//…@");
}
