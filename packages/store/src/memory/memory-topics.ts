import type { Undo } from "../bus.ts";
import {
  type TopicBatch,
  type TopicLimits,
  type TopicListener,
  type TopicMessage,
  type Topics,
  topicLimits,
} from "../topics.ts";

interface Topic {
  readonly kept: TopicMessage[];
  /** Number of the first message that is kept. */
  first: number;
  bytes: number;
  readonly lastOf: Map<string, number>;
  readonly listeners: Set<TopicListener>;
}

/** Topics inside this process; delivery is asynchronous, as everywhere else. */
export class MemoryTopics implements Topics {
  readonly #limits: TopicLimits;
  readonly #topics = new Map<string, Topic>();

  constructor(limits: TopicLimits = topicLimits) {
    this.#limits = limits;
  }

  async append(name: string, { origin, first, payloads }: TopicBatch): Promise<void> {
    const topic = this.#topic(name);
    const last = topic.lastOf.get(origin) ?? 0;
    const fresh = payloads.slice(Math.max(0, last + 1 - first)).map((payload, at) => ({
      cursor: String(topic.first + topic.kept.length + at),
      origin,
      payload: new Uint8Array(payload),
    }));
    if (fresh.length === 0) return;
    topic.lastOf.set(origin, first + payloads.length - 1);
    topic.kept.push(...fresh);
    for (const { payload } of fresh) topic.bytes += payload.length;
    this.#trim(topic);
    const listeners = [...topic.listeners]; // who comes later gets what comes later
    setImmediate(() => {
      for (const listener of listeners) {
        if (topic.listeners.has(listener)) listener.onMessages(fresh);
      }
    });
  }

  async follow(name: string, listener: TopicListener, after?: string): Promise<Undo> {
    const topic = this.#topic(name);
    const own: TopicListener = { onMessages: (messages) => listener.onMessages(messages) };
    if (after !== undefined) this.#catchUp(topic, own, listener, Number(after) + 1);
    topic.listeners.add(own);
    return async () => {
      topic.listeners.delete(own);
    };
  }

  #catchUp(topic: Topic, own: TopicListener, listener: TopicListener, from: number): void {
    const missed = topic.kept.slice(Math.max(0, from - topic.first));
    const lost = topic.first - from;
    setImmediate(() => {
      if (!topic.listeners.has(own)) return;
      if (lost > 0) listener.onGap?.(lost);
      if (missed.length > 0) listener.onMessages(missed);
    });
  }

  #trim(topic: Topic): void {
    const { maxMessages, maxBytes } = this.#limits;
    let count = 0;
    while (topic.kept.length - count > maxMessages || topic.bytes > maxBytes) {
      topic.bytes -= topic.kept[count]?.payload.length ?? 0;
      count += 1;
    }
    topic.kept.splice(0, count);
    topic.first += count;
  }

  #topic(name: string): Topic {
    const topic = this.#topics.get(name) ?? {
      kept: [],
      first: 1,
      bytes: 0,
      lastOf: new Map(),
      listeners: new Set(),
    };
    this.#topics.set(name, topic);
    return topic;
  }
}
