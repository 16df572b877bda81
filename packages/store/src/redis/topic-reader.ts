import type { TopicListener, TopicMessage } from "../topics.ts";
import type { RedisClient } from "./redis-client.ts";
import type { RedisConnection } from "./redis-dial.ts";
import { type TopicPlace, writePlace } from "./topic-place.ts";
import { wakeReader } from "./topic-scripts.ts";

/** One who follows a topic, and how far it has come. */
export interface Following {
  readonly stream: string;
  readonly listener: TopicListener;
  /** Where its topic ends now; asked again after each loss of the connection. */
  readonly findEnd: () => Promise<TopicPlace>;
  place: TopicPlace;
}

type Entry = [id: Buffer, fields: Buffer[]];

const blockMs = 5_000;
/** Beyond what a read may wait: then the connection is taken for lost. */
const lateMs = 2_000;
const retryMs = 200;
const entriesPerRead = 200;

/** Waits on one connection for all topics that are followed here; it is open only while there are any. */
export class TopicReader {
  readonly #redis: RedisClient;
  readonly #wakeStream: string;
  readonly #followings = new Set<Following>();
  #wakeId = "0-0";
  #connection: RedisConnection | undefined;
  #reading: Promise<void> | undefined;
  #isLost = false;
  #isStopped = false;
  #endPause: (() => void) | undefined;

  constructor(redis: RedisClient, wakeStream: string) {
    this.#redis = redis;
    this.#wakeStream = wakeStream;
  }

  async add(following: Following): Promise<void> {
    this.#followings.add(following);
    if (this.#reading === undefined) this.#reading = this.#read();
    else await this.#wake();
  }

  remove(following: Following): void {
    this.#followings.delete(following);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#followings.clear();
    this.#endPause?.();
    this.#connection?.disconnect();
    await this.#reading;
  }

  /** Who waits for the old list of topics is told; if that fails the next read has the new one. */
  async #wake(): Promise<void> {
    await this.#redis.call(wakeReader, [this.#wakeStream]).catch(() => {});
  }

  async #read(): Promise<void> {
    while (!this.#isStopped) {
      try {
        const connection = await this.#connected();
        if (this.#isLost) await this.#resume();
        await this.#take(connection);
      } catch {
        // Gone, failed over or silent: what was missed is read from where each follower stands.
        if (this.#isStopped) return;
        this.#isLost = true;
        this.#connection?.disconnect();
        this.#connection = undefined;
        await this.#pause();
      }
    }
  }

  async #connected(): Promise<RedisConnection> {
    if (this.#connection !== undefined) return this.#connection;
    const connection = this.#redis.dial({ commandTimeout: blockMs + lateMs });
    this.#connection = connection;
    await connection.connect();
    return connection;
  }

  async #take(connection: RedisConnection): Promise<void> {
    const streams = new Map<string, string>([[this.#wakeStream, this.#wakeId]]);
    for (const { stream, place } of this.#followings) {
      const known = streams.get(stream);
      if (known === undefined || isBefore(place.id, known)) streams.set(stream, place.id);
    }
    const found = (await connection.xreadBuffer(
      "COUNT",
      entriesPerRead,
      "BLOCK",
      blockMs,
      "STREAMS",
      ...streams.keys(),
      ...streams.values(),
    )) as [name: Buffer, entries: Entry[]][] | null;
    for (const [name, entries] of found ?? []) this.#hand(name.toString(), entries);
  }

  #hand(stream: string, entries: readonly Entry[]): void {
    if (stream === this.#wakeStream) {
      this.#wakeId = entries.at(-1)?.[0].toString() ?? this.#wakeId;
      return;
    }
    for (const following of [...this.#followings]) {
      if (following.stream === stream) handTo(following, entries);
    }
  }

  /** A Redis that has lost its memory may count from a time that is over: its topics are read from their start then. */
  async #resume(): Promise<void> {
    for (const following of [...this.#followings]) {
      const end = await following.findEnd();
      if (isBefore(end.id, following.place.id)) following.place = { ...following.place, id: "0-0" };
    }
    this.#isLost = false;
  }

  async #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, retryMs);
    this.#endPause = resolve;
    await promise;
    clearTimeout(timer);
  }
}

function handTo(following: Following, entries: readonly Entry[]): void {
  const messages: TopicMessage[] = [];
  const hand = (): void => {
    if (messages.length > 0) following.listener.onMessages(messages.splice(0));
  };
  for (const [idBytes, [, origin, , number, , , , name, , payload]] of entries) {
    const id = idBytes.toString();
    if (!isBefore(following.place.id, id) || payload === undefined) continue;
    const before = following.place;
    const place = { id, name: String(name), number: Number(number) };
    following.place = place;
    const isNew = before.name !== place.name;
    const missed = place.number - 1 - (isNew ? 0 : before.number);
    if (missed > 0 || (isNew && before.name !== "")) {
      hand();
      following.listener.onGap?.(isNew && before.name !== "" ? undefined : missed);
    }
    messages.push({ cursor: writePlace(place), origin: String(origin), payload });
  }
  hand();
}

/** Ids of a stream: milliseconds and a number within them. */
function isBefore(id: string, other: string): boolean {
  const [ms = 0, number = 0] = id.split("-").map(Number);
  const [otherMs = 0, otherNumber = 0] = other.split("-").map(Number);
  return ms === otherMs ? number < otherNumber : ms < otherMs;
}
