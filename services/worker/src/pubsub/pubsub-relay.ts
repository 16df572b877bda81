import { setTimeout as sleep } from "node:timers/promises";
import { pubSubLimits, TokenBucket } from "@flotilla/protocol";
import { type Logger, nowAndThen } from "@flotilla/service-kit";
import type { TopicMessage, Topics, Undo } from "@flotilla/store";
import { decodeRelayed, encodeRelayed, type RelayedMessage } from "./pubsub-message.ts";
import type { PubSubMetrics } from "./pubsub-metrics.ts";
import { PubSubOutbox } from "./pubsub-outbox.ts";

/** A process that takes part. */
export interface PubSubMember {
  readonly id: string;
  /** False if it does not read what it is told. */
  deliver(message: RelayedMessage): boolean;
}

/** What passing messages on needs. */
export interface PubSubRelayParts {
  readonly workerId: string;
  readonly topics: Topics;
  readonly metrics: Pick<PubSubMetrics, "passed" | "dropped" | "missed">;
  readonly logger: Logger;
}

interface Group {
  readonly members: Set<PubSubMember>;
  readonly outbox: PubSubOutbox;
  readonly rate: TokenBucket;
  readonly name: string;
  undo: Promise<Undo | undefined>;
}

const outboxLimits = { maxMessages: 4_096, maxBytes: 4 * 2 ** 20 };
/** What several processes of one app on one worker may publish together. */
const rateShare = 2;
const retryMs = 500;
const complaintMs = 10_000;
const lastWordsMs = 1_000;

/**
 * Carries `page.pubsub` between the processes of one app: to those of this worker at once, to those of other workers by a
 * topic of the store, which neither loses nor doubles anything while it is away.
 */
export class PubSubRelay {
  readonly #parts: PubSubRelayParts;
  readonly #groups = new Map<string, Group>();
  /** Of groups without members too: what they said has to leave. */
  readonly #outboxes = new Set<PubSubOutbox>();
  #opened = 0;
  /** Now and then: an outbox tries again and again while the store is away. */
  readonly #complain: (err: unknown) => void;
  #isStopped = false;

  constructor(parts: PubSubRelayParts) {
    this.#parts = parts;
    this.#complain = nowAndThen(complaintMs, (err: unknown) =>
      parts.logger.warn({ err }, "pub/sub to other workers waits for the store"),
    );
  }

  /** Messages that wait for the store. */
  get waiting(): number {
    return [...this.#outboxes].reduce((sum, { size }) => sum + size, 0);
  }

  /** Lets a process take part until the returned function is called. */
  join(team: string, app: string, member: PubSubMember): () => void {
    const name = `pubsub/${team}/${app}`;
    const group = this.#groups.get(name) ?? this.#open(name);
    group.members.add(member);
    return () => {
      group.members.delete(member);
      if (group.members.size > 0 || this.#groups.get(name) !== group) return;
      this.#groups.delete(name);
      void group.undo.then((undo) => undo?.());
      void group.outbox.settled().then(() => this.#outboxes.delete(group.outbox));
    };
  }

  /** Sends a message of one process to all others. */
  publish(team: string, app: string, processId: string, published: RelayedMessage): void {
    const group = this.#groups.get(`pubsub/${team}/${app}`);
    if (group === undefined) return; // it is about to end
    const { metrics } = this.#parts;
    const { topic, payload, from } = published;
    const message = { topic, payload, from }; // whatever else came with it is not for others
    if (message.payload.length > pubSubLimits.maxMessageBytes) metrics.dropped("size");
    else if (!group.rate.take(performance.now())) metrics.dropped("rate");
    else {
      metrics.passed("out");
      this.#deliver(group, message, processId);
      group.outbox.add(encodeRelayed(message));
    }
  }

  /** Lets the last words leave; what the store does not take soon is given up. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const timer = setTimeout(() => {
      for (const outbox of this.#outboxes) outbox.stop();
    }, lastWordsMs);
    await Promise.all([...this.#outboxes].map((outbox) => outbox.settled()));
    clearTimeout(timer);
    const undos = await Promise.all([...this.#groups.values()].map(({ undo }) => undo));
    for (const undo of undos) await undo?.();
  }

  #open(name: string): Group {
    const { workerId, topics, metrics } = this.#parts;
    this.#opened += 1;
    const outbox = new PubSubOutbox({
      topics,
      topic: name,
      origin: `${workerId}/${this.#opened}`, // numbers begin anew with each outbox
      limits: outboxLimits,
      onDropped: (count) => metrics.dropped("outbox", count),
      onFailed: (error) => this.#complain(error),
    });
    this.#outboxes.add(outbox);
    const group: Group = {
      members: new Set(),
      outbox,
      rate: new TokenBucket(
        pubSubLimits.messagesPerSecond * rateShare,
        pubSubLimits.burst * rateShare,
        performance.now(),
      ),
      name,
      undo: Promise.resolve(undefined),
    };
    this.#groups.set(name, group);
    group.undo = this.#follow(group);
    return group;
  }

  async #follow(group: Group): Promise<Undo | undefined> {
    const { topics, metrics } = this.#parts;
    while (this.#groups.get(group.name) === group && !this.#isStopped) {
      try {
        return await topics.follow(group.name, {
          onMessages: (messages) => {
            for (const message of messages) this.#receive(group, message);
          },
          onGap: (count = 1) => metrics.missed(count),
        });
      } catch (error) {
        this.#complain(error);
        await sleep(retryMs, undefined, { ref: false });
      }
    }
    return undefined;
  }

  #receive(group: Group, { origin, payload }: TopicMessage): void {
    if (origin.startsWith(`${this.#parts.workerId}/`)) return; // they have it already
    const message = decodeRelayed(payload);
    if (message !== undefined) this.#deliver(group, message);
  }

  #deliver(group: Group, message: RelayedMessage, exceptId?: string): void {
    const { metrics } = this.#parts;
    for (const member of group.members) {
      if (member.id === exceptId) continue;
      if (member.deliver(message)) metrics.passed("in");
      else metrics.dropped("slow");
    }
  }
}
