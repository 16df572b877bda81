import { FlotillaError } from "@flotilla/protocol";
import { silentLogger } from "@flotilla/service-kit";
import { createMemoryStore, type TopicBatch, type Topics } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import type { RelayedMessage } from "./pubsub-message.ts";
import { PubSubRelay } from "./pubsub-relay.ts";

/** Topics of a store that can be away, and may have taken what it did not answer. */
class Faulty implements Topics {
  readonly #topics: Topics;
  state: "up" | "away" | "mute" = "up";
  appends = 0;

  constructor(topics: Topics) {
    this.#topics = topics;
  }

  async append(topic: string, batch: TopicBatch): Promise<void> {
    this.appends += 1;
    if (this.state !== "away") await this.#topics.append(topic, batch);
    if (this.state !== "up") throw new FlotillaError("STORE_UNAVAILABLE", "no answer");
  }

  follow: Topics["follow"] = (...all) => this.#topics.follow(...all);
}

/** As it comes from a process, with its type. */
const message = { type: "publish", topic: null, from: "s" };

class Member {
  readonly id: string;
  readonly got: string[] = [];
  isDeaf = false;

  constructor(id: string) {
    this.id = id;
  }

  deliver({ payload, ...rest }: RelayedMessage): boolean {
    expect(Object.keys(rest)).toEqual(["topic", "from"]);
    if (!this.isDeaf) this.got.push(Buffer.from(payload).toString());
    return !this.isDeaf;
  }
}

function world() {
  const shared = createMemoryStore().topics;
  const counts: Record<string, number> = {};
  const count = (name: string, by = 1): void => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  const worker = (workerId: string) => {
    const topics = new Faulty(shared);
    const metrics = {
      passed: (way: string) => count(way),
      dropped: (reason: string, by?: number) => count(reason, by),
      missed: (by: number) => count("missed", by),
    };
    const relay = new PubSubRelay({ workerId, topics, metrics, logger: silentLogger() });
    const join = (id: string): Member => {
      const member = new Member(id);
      relay.join("t", "a", member);
      return member;
    };
    const say = (from: string, text: string | Uint8Array): void =>
      relay.publish("t", "a", from, { ...message, payload: Buffer.from(text) });
    return { topics, relay, join, say };
  };
  return { counts, worker };
}

async function until(isDone: () => boolean): Promise<void> {
  for (const end = performance.now() + 20_000; !isDone(); ) {
    if (performance.now() > end) throw new Error("it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n));

test("processes of the same worker hear at once, others soon, each once and in order, the speaker not at all", async () => {
  const { worker } = world();
  const [one, two] = [worker("w1"), worker("w2")];
  const [speaker, near, far] = [one.join("p1"), one.join("p2"), two.join("p3")];
  await new Promise(setImmediate);
  for (const text of numbers(300)) one.say("p1", text);
  expect(near.got).toEqual(numbers(300));
  await until(() => far.got.length >= 300);
  expect([far.got, speaker.got]).toEqual([numbers(300), []]);
  two.say("p3", "back");
  await until(() => speaker.got.length > 0);
  expect([speaker.got, near.got.at(-1)]).toEqual([["back"], "back"]);
  await one.relay.stop();
  await two.relay.stop();
});

test.each(["away", "mute"] as const)(
  "while the store is %s the same worker hears, and the others all of it afterwards, once",
  async (state) => {
    const { worker } = world();
    const [one, two] = [worker("w1"), worker("w2")];
    const [near, far] = [one.join("p2"), two.join("p3")];
    await new Promise(setImmediate);
    one.topics.state = state;
    for (const text of numbers(50)) one.say("p1", text);
    expect(near.got).toEqual(numbers(50));
    await until(() => one.topics.appends > 2);
    one.say("p1", "last");
    one.topics.state = "up";
    await until(() => far.got.at(-1) === "last");
    expect(far.got).toEqual([...numbers(50), "last"]);
    await one.relay.stop();
  },
);

test("what waits for the store is bounded: the oldest go, and are counted", async () => {
  const { worker, counts } = world();
  const [one, two] = [worker("w1"), worker("w2")];
  one.join("p1");
  const far = two.join("p3");
  await new Promise(setImmediate);
  one.topics.state = "away";
  const large = "x".repeat(60_000);
  for (let n = 0; n < 200; n++) one.say("p1", large + n);
  await until(() => one.topics.appends > 0);
  await until(() => one.relay.waiting < 100);
  one.topics.state = "up";
  await until(() => far.got.at(-1) === `${large}199`);
  expect(far.got.length + (counts.outbox ?? 0)).toBe(200);
  expect(far.got.length).toBeLessThan(72);
});

test("too large and too many messages go nowhere; who does not read misses what comes, others do not", async () => {
  const { worker, counts } = world();
  const one = worker("w1");
  const [deaf, near] = [one.join("p1"), one.join("p2")];
  deaf.isDeaf = true;
  one.say("p0", new Uint8Array(65_537));
  for (let n = 0; n < 9_000; n++) one.say("p0", "x");
  expect(near.got.length).toBeGreaterThanOrEqual(2_000);
  expect(near.got.length).toBeLessThan(9_000);
  expect(counts).toEqual({
    out: near.got.length,
    in: near.got.length,
    slow: near.got.length,
    size: 1,
    rate: 9_000 - near.got.length,
  });
  await one.relay.stop();
});
