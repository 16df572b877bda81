import { setTimeout as sleep } from "node:timers/promises";
import type { Bus, Undo } from "../bus.ts";
import { type RedisClient, script } from "./redis-client.ts";

/** A script goes to the node that its key belongs to: in a cluster too, all messages of a channel take one way, in order. */
const publish = script(`
redis.call("PUBLISH", KEYS[1], ARGV[2])
`);

type Listener = (payload: Uint8Array) => void;

const againMs = 500;

/** Hints between nodes by Redis's publish and subscribe. */
export class RedisBus implements Bus {
  readonly #redis: RedisClient;
  readonly #channels = new Map<string, Set<Listener>>();
  #isListeningAgain = false;

  constructor(redis: RedisClient) {
    this.#redis = redis;
    redis.subscriber.on("messageBuffer", (name: Buffer, payload: Buffer) => {
      for (const listener of [...(this.#channels.get(name.toString()) ?? [])]) listener(payload);
    });
    redis.subscriber.on("ready", () => void this.#listenAgain());
  }

  async publish(channel: string, payload: Uint8Array): Promise<void> {
    const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
    await this.#redis.call(publish, [this.#name(channel)], [bytes]);
  }

  async subscribe(channel: string, listener: Listener): Promise<Undo> {
    const name = this.#name(channel);
    // Wrapped, so that the same function subscribed twice is called twice and undone apart.
    const own: Listener = (payload) => listener(payload);
    const listeners = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, listeners.add(own));
    const undo = async (): Promise<void> => {
      if (!listeners.delete(own) || listeners.size > 0) return;
      if (this.#channels.get(name) !== listeners) return;
      this.#channels.delete(name);
      // If Redis cannot be told, what it sends finds nobody.
      await this.#redis.subscriber.unsubscribe(name).catch(() => {});
    };
    try {
      await this.#redis.run(() => this.#redis.subscriber.subscribe(name));
    } catch (error) {
      await undo();
      throw error;
    }
    return undo;
  }

  /** After a loss of the connection, and again when Redis does not take it: ioredis would try once, and let a failure go unhandled. */
  async #listenAgain(): Promise<void> {
    const { subscriber, isCluster } = this.#redis;
    if (this.#isListeningAgain || isCluster) return;
    this.#isListeningAgain = true;
    while (this.#channels.size > 0 && subscriber.status === "ready") {
      try {
        await subscriber.subscribe(...this.#channels.keys());
        break;
      } catch {
        await sleep(againMs, undefined, { ref: false });
      }
    }
    this.#isListeningAgain = false;
  }

  #name(channel: string): string {
    return `${this.#redis.prefix}:bus:${channel}`;
  }
}
