import { randomBytes } from "node:crypto";
import type { Undo } from "../bus.ts";
import {
  type TopicBatch,
  type TopicLimits,
  type TopicListener,
  type Topics,
  topicLimits,
} from "../topics.ts";
import type { RedisClient } from "./redis-client.ts";
import { readPlace, type TopicPlace } from "./topic-place.ts";
import { type Following, TopicReader } from "./topic-reader.ts";
import { appendToTopic, endOfTopic } from "./topic-scripts.ts";

/** Topics as capped streams; all lie in one slot, so that one connection can wait for all of them in a cluster too. */
export class RedisTopics implements Topics {
  readonly #redis: RedisClient;
  readonly #limits: TopicLimits;
  readonly #reader: TopicReader;

  constructor(redis: RedisClient, limits: TopicLimits = topicLimits) {
    this.#redis = redis;
    this.#limits = limits;
    const readerId = randomBytes(6).toString("hex");
    this.#reader = new TopicReader(redis, `${redis.prefix}:{topics}:wake:${readerId}`);
  }

  async append(topic: string, { origin, first, payloads }: TopicBatch): Promise<void> {
    if (payloads.length === 0) return;
    const { maxMessages, maxBytes } = this.#limits;
    const name = randomBytes(6).toString("hex"); // taken if the topic is new
    const bytes = payloads.map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength),
    );
    const args = [origin, first, maxMessages, maxBytes, name, ...bytes];
    await this.#redis.call(appendToTopic, this.#keys(topic), args);
  }

  async follow(topic: string, listener: TopicListener, after?: string): Promise<Undo> {
    const findEnd = (): Promise<TopicPlace> => this.#end(topic);
    const place = after === undefined ? await findEnd() : readPlace(after);
    const [stream = ""] = this.#keys(topic);
    const following: Following = { stream, listener, findEnd, place };
    await this.#reader.add(following);
    return async () => this.#reader.remove(following);
  }

  async stop(): Promise<void> {
    await this.#reader.stop();
  }

  async #end(topic: string): Promise<TopicPlace> {
    const end = (await this.#redis.call(endOfTopic, this.#keys(topic))) as [string, string, string];
    const [id, name, number] = end;
    return { id, name, number: Number(number) };
  }

  #keys(topic: string): string[] {
    const base = `${this.#redis.prefix}:{topics}`;
    return [`${base}:stream:${topic}`, `${base}:state:${topic}`];
  }
}
