import type { Topics } from "@flotilla/store";

/** What an outbox needs. */
export interface PubSubOutboxParts {
  readonly topics: Topics;
  readonly topic: string;
  /** Names this outbox to all who follow the topic. */
  readonly origin: string;
  readonly limits: PubSubOutboxLimits;
  /** The oldest were given up, as the store has not taken anything for too long. */
  readonly onDropped: (count: number) => void;
  /** The store does not take it just now; it will be tried again. */
  readonly onFailed: (error: unknown) => void;
}

/** What may wait for the store. */
export interface PubSubOutboxLimits {
  readonly maxMessages: number;
  readonly maxBytes: number;
}

const maxBatchMessages = 256;
const maxBatchBytes = 512 * 1024;
const firstRetryMs = 50;
const maxRetryMs = 1_000;

/** What one worker has to tell the other workers of an app: in order, each once, kept while the store is away. */
export class PubSubOutbox {
  readonly #parts: PubSubOutboxParts;
  readonly #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** Number of the first that waits; those of a batch under way wait until it has its place. */
  #first = 1;
  #underWay = 0;
  #sending: Promise<void> | undefined;
  #retryMs = firstRetryMs;
  #isStopped = false;
  #endPause: (() => void) | undefined;

  constructor(parts: PubSubOutboxParts) {
    this.#parts = parts;
  }

  /** Messages that have no place yet. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Takes a message, whose bytes must not change afterwards. */
  add(payload: Uint8Array): void {
    this.#waiting.push(payload);
    this.#waitingBytes += payload.length;
    this.#makeRoom();
    this.#sending ??= this.#send();
  }

  /** Resolves when nothing waits any more, or when it was stopped. */
  async settled(): Promise<void> {
    while (this.#sending !== undefined) await this.#sending;
  }

  /** Gives up what waits. */
  stop(): void {
    this.#isStopped = true;
    this.#endPause?.();
  }

  async #send(): Promise<void> {
    await Promise.resolve(); // what is published in one turn leaves together
    while (this.#waiting.length > 0 && !this.#isStopped) {
      const payloads = this.#nextBatch();
      this.#underWay = payloads.length;
      try {
        const { topics, topic, origin } = this.#parts;
        await topics.append(topic, { origin, first: this.#first, payloads });
        this.#forget(payloads.length);
        this.#retryMs = firstRetryMs;
      } catch (error) {
        this.#parts.onFailed(error);
        await this.#pause();
      }
      this.#underWay = 0;
      this.#makeRoom();
    }
    this.#sending = undefined;
  }

  #nextBatch(): readonly Uint8Array[] {
    let [count, bytes] = [0, 0];
    for (const { length } of this.#waiting) {
      if (count > 0 && (count === maxBatchMessages || bytes + length > maxBatchBytes)) break;
      count += 1;
      bytes += length;
    }
    return this.#waiting.slice(0, count);
  }

  /** Numbers of what is given up are never used again: who follows sees a gap, not other messages in its place. */
  #makeRoom(): void {
    if (this.#underWay > 0) return; // it may have its place already
    const { maxMessages, maxBytes } = this.#parts.limits;
    let [count, bytes] = [0, this.#waitingBytes];
    while (this.#waiting.length - count > maxMessages || bytes > maxBytes) {
      bytes -= this.#waiting[count]?.length ?? 0;
      count += 1;
    }
    if (count === 0) return;
    this.#forget(count);
    this.#parts.onDropped(count);
  }

  #forget(count: number): void {
    for (const { length } of this.#waiting.splice(0, count)) this.#waitingBytes -= length;
    this.#first += count;
  }

  async #pause(): Promise<void> {
    if (this.#isStopped) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#retryMs);
    this.#endPause = resolve;
    await promise;
    clearTimeout(timer);
    this.#retryMs = Math.min(this.#retryMs * 2, maxRetryMs);
  }
}
