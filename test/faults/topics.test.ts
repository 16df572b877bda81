import process from "node:process";
import type { Store, TopicMessage } from "@flotilla/store";
import { createRedisStore } from "@flotilla/store/redis";
import { RedisServer } from "@flotilla/store/testing";
import { expect, test } from "@jest/globals";
import { FaultProxy } from "../support/fault-proxy.ts";
import { until } from "../support/until.ts";

const commandTimeoutMs = 500;
const patienceMs = 30_000;

/** A store whose way to Redis goes through a proxy. */
async function openStore(port: number): Promise<Store & AsyncDisposable> {
  const store = createRedisStore({ url: `redis://127.0.0.1:${port}`, commandTimeoutMs });
  await store.start();
  return Object.assign(store, { [Symbol.asyncDispose]: () => store.stop() });
}

/** Appends numbers one by one, again and again until each has its place. */
class Counting {
  readonly #store: Store;
  #next = 1;

  constructor(store: Store) {
    this.#store = store;
  }

  async upTo(last: number): Promise<void> {
    for (; this.#next <= last; this.#next += 1) {
      const payloads = [Buffer.from(String(this.#next))];
      const batch = { origin: "counter", first: this.#next, payloads };
      await until(
        `${this.#next} in its place`,
        () =>
          this.#store.topics.append("t", batch).then(
            () => true,
            () => undefined,
          ),
        patienceMs,
      );
    }
  }
}

async function follow(store: Store) {
  const got: number[] = [];
  const gaps: (number | undefined)[] = [];
  await store.topics.follow("t", {
    onMessages: (messages: readonly TopicMessage[]) => {
      for (const { payload } of messages) got.push(Number(Buffer.from(payload).toString()));
    },
    onGap: (count) => gaps.push(count),
  });
  return {
    got,
    gaps,
    has: (last: number) => until(`${last}`, () => got.at(-1) === last || undefined, patienceMs),
  };
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, n) => n + 1);

test("a topic goes on over torn, silent and stopped ways to Redis, with nothing lost or twice", async () => {
  await using redis = await RedisServer.start();
  await using sending = await FaultProxy.open({ target: redis });
  await using hearing = await FaultProxy.open({ target: redis });
  await using sender = await openStore(sending.port);
  await using hearer = await openStore(hearing.port);
  const counting = new Counting(sender);
  const heard = await follow(hearer);
  await counting.upTo(100);
  for (const proxy of [hearing, sending]) {
    proxy.cut();
    await counting.upTo((heard.got.at(-1) ?? 0) + 200);
    const undo = proxy.add({ type: "partition" });
    const counted = counting.upTo((heard.got.at(-1) ?? 0) + 500);
    await new Promise((resolve) => setTimeout(resolve, 3 * commandTimeoutMs)); // longer than any command may take
    undo();
    await counted;
  }
  process.kill(redis.pid, "SIGSTOP");
  const counted = counting.upTo(2_000);
  await new Promise((resolve) => setTimeout(resolve, 3 * commandTimeoutMs));
  process.kill(redis.pid, "SIGCONT");
  await counted;
  await heard.has(2_000);
  expect(heard.got).toEqual(upTo(2_000));
  expect(heard.gaps).toEqual([]);
}, 90_000);

test("a Redis that comes back empty begins its topics anew, and followers are told of the gap", async () => {
  await using first = await RedisServer.start();
  await using way = await FaultProxy.open({ target: first });
  await using store = await openStore(way.port);
  const counting = new Counting(store);
  const heard = await follow(store);
  await counting.upTo(10);
  await heard.has(10);
  await using second = await RedisServer.start();
  way.target = second;
  way.cut();
  await counting.upTo(20);
  await heard.has(20);
  expect(heard.got).toEqual(upTo(20));
  expect(heard.gaps).toEqual([undefined]);
}, 60_000);
