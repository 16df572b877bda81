import { pubSubLimits, TokenBucket } from "@flotilla/protocol";

/** Receives a message, or a topic and a message. */
export type Subscriber = (...args: never[]) => unknown;

interface Subscription {
  readonly sessionId: string;
  /** Null: messages without a topic. */
  readonly topic: string | null;
  readonly handler: Subscriber;
  /** Runs the handler in its session. */
  readonly run: (args: readonly unknown[]) => void;
}

/** Who of an app's sessions in this process listens to what. */
export class PubSubHub {
  readonly #subscriptions = new Map<string | null, Set<Subscription>>();
  readonly #now: () => number;
  readonly #rate: TokenBucket;

  constructor(now: () => number = () => performance.now()) {
    const { messagesPerSecond, burst } = pubSubLimits;
    this.#now = now;
    this.#rate = new TokenBucket(messagesPerSecond, burst, now());
  }

  /** Whether one more message is within what this process may publish; counts it. */
  mayPublish(): boolean {
    return this.#rate.take(this.#now());
  }

  /** Adds a subscription; the same handler of a session counts once. */
  subscribe(subscription: Subscription): void {
    const { topic, sessionId, handler } = subscription;
    const all = this.#subscriptions.get(topic) ?? new Set<Subscription>();
    this.#subscriptions.set(topic, all);
    for (const known of all) {
      if (known.sessionId === sessionId && known.handler === handler) return;
    }
    all.add(subscription);
  }

  /** Ends a session's subscriptions, to one topic or to all; null is the topic of messages without one. */
  unsubscribe(sessionId: string, topic?: string | null): void {
    const topics = topic === undefined ? [...this.#subscriptions.keys()] : [topic];
    for (const name of topics) {
      const all = this.#subscriptions.get(name);
      if (all === undefined) continue;
      for (const subscription of all) {
        if (subscription.sessionId === sessionId) all.delete(subscription);
      }
      if (all.size === 0) this.#subscriptions.delete(name);
    }
  }

  /** Hands a message to the subscribers in this process, one session left out if asked for. */
  deliver(topic: string | null, message: unknown, exceptSessionId?: string): void {
    for (const subscription of [...(this.#subscriptions.get(topic) ?? [])]) {
      if (subscription.sessionId === exceptSessionId) continue;
      subscription.run(topic === null ? [message] : [topic, message]);
    }
  }
}
