import { createHash } from "node:crypto";
import process from "node:process";
import { FlotillaError, messageOf } from "@flotilla/protocol";
import { Cluster } from "ioredis";
import { type Clock, systemClock } from "../clock.ts";
import { type DialSpecial, dial, type RedisConnection } from "./redis-dial.ts";
import { parseRedisUrl, type RedisStoreOptions } from "./redis-options.ts";

/** What a script takes. */
export type ScriptArgument = string | number | Buffer;

/** A step in Lua that Redis carries out as one. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

/** Scripts that ask for the time begin with it: what the caller says, or else Redis's own. */
const readTime = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call("TIME")
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
`;

/** Makes a script of Lua that finds the time in `now`, if it uses that, and its own arguments from `ARGV[2]` on. */
export function script(lua: string): Script {
  const text = /\bnow\b/.test(lua) ? readTime + lua : lua;
  return { lua: text, sha: createHash("sha1").update(text).digest("hex") };
}

const pulseMs = 3_000;
/** How long a start goes on trying. */
const startMs = 3_000;
/** How long a claim waits for a replica to have it. */
const replicaMs = 300;

/** The connections of one store to its Redis; every failure of theirs becomes `STORE_UNAVAILABLE`. */
export class RedisClient {
  readonly prefix: string;
  readonly #options: RedisStoreOptions;
  readonly #commands: RedisConnection;
  readonly #subscriber: RedisConnection;
  readonly #hasReplicas: boolean;
  #pulse: NodeJS.Timeout | undefined;
  #isGathering = false;

  constructor(options: RedisStoreOptions) {
    this.prefix = options.prefix ?? "flotilla";
    this.#options = options;
    this.#hasReplicas = parseRedisUrl(options.url)?.type !== "single";
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

  /** The connection that only listens. */
  get subscriber(): RedisConnection {
    return this.#subscriber;
  }

  /** For times that nothing but people go by: asking Redis for its own takes it as long as a step's command. */
  get clock(): Clock {
    return this.#options.clock ?? systemClock;
  }

  /** The first argument of each script: the time as this store's clock has it, or nothing. */
  get #now(): string {
    return this.#options.clock === undefined ? "" : String(this.#options.clock.now());
  }

  /** Resolves when both connections take commands; if one does not, both are given up. */
  async start(): Promise<void> {
    const opening = [this.#commands, this.#subscriber].map(opened);
    try {
      await Promise.all(opening);
      this.#listen();
    } catch (error) {
      this.#disconnect();
      await Promise.allSettled(opening);
      throw unavailable(error);
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#pulse);
    await Promise.allSettled([this.#commands.quit(), this.#subscriber.quit()]);
    this.#disconnect();
  }

  #disconnect(): void {
    for (const connection of [this.#commands, this.#subscriber])
      if (connection.status !== "end") connection.disconnect(); // else it would hold the process for a while
  }

  /** Runs commands; throws `STORE_UNAVAILABLE` if Redis does not carry them out. */
  async run<T>(work: (redis: RedisConnection) => Promise<T>): Promise<T> {
    this.#gather();
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

  /**
   * Carries out a script whose change must outlive a failover. Where there are replicas one of them has it then, or `isSafe`
   * is false: the change was made, and may be lost.
   */
  async callForGood(
    step: Script,
    keys: readonly string[],
    args: readonly ScriptArgument[],
  ): Promise<{ readonly answer: unknown; readonly isSafe: boolean }> {
    const answer = await this.call(step, keys, args);
    return { answer, isSafe: !this.#hasReplicas || (await this.run((to) => isCopied(to, keys))) };
  }

  /** What is asked in one turn leaves in one write: Redis would need a read for each, which takes it as long as a command. */
  #gather(): void {
    const redis = this.#commands;
    if (this.#isGathering || redis instanceof Cluster || redis.status !== "ready") return;
    const { stream } = redis;
    this.#isGathering = true;
    stream.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      stream.uncork();
    });
  }

  /** One more connection, not yet open; whoever asks for it closes it. */
  dial(special: DialSpecial): RedisConnection {
    return dial(this.#options, special);
  }

  /** A connection that has died silently is given up: a subscription, which asks nothing, would wait on it for ever. */
  #listen(): void {
    this.#pulse = setInterval(() => {
      for (const connection of [this.#commands, this.#subscriber]) {
        if (connection instanceof Cluster || connection.status !== "ready") continue;
        connection.ping().catch(() => connection.disconnect(true));
      }
    }, pulseMs);
  }
}

/** Whether a replica has what was written last where the keys are; nobody could take the place of a server that has none. */
async function isCopied(redis: RedisConnection, keys: readonly string[]): Promise<boolean> {
  // In a cluster commands without a key go where the pipeline's other commands go.
  const there = () => redis.pipeline().exists(...keys);
  const [, info] = (await there().info("replication").exec()) ?? [];
  if (/connected_slaves:0\b/.test(String(info?.[1]))) return true;
  const [, waited] = (await there().wait(1, replicaMs).exec()) ?? [];
  if (waited?.[0]) throw waited[0];
  return Number(waited?.[1]) > 0;
}

/** Resolves when a connection takes commands, also if the first attempts fail: it goes on trying, with Sentinels for ever. */
async function opened(connection: RedisConnection): Promise<void> {
  let last: unknown; // ioredis tells why only by this event
  const onError = (error: unknown): void => {
    last = error;
  };
  connection.on("error", onError);
  const ready = Promise.withResolvers<void>();
  const timer = setTimeout(() => ready.reject(last ?? new Error("no answer")), startMs);
  connection.once("ready", ready.resolve);
  connection.connect().catch((error: unknown) => {
    last ??= error;
  });
  await ready.promise.finally(() => {
    clearTimeout(timer);
    connection.off("error", onError);
  });
}

function unavailable(cause: unknown): FlotillaError {
  if (cause instanceof FlotillaError) return cause;
  const isCutOff = cause instanceof Error && cause.name === "MaxRetriesPerRequestError";
  const reason = isCutOff ? "there is no connection" : messageOf(cause);
  return new FlotillaError("STORE_UNAVAILABLE", `Redis: ${reason}`, { cause });
}
