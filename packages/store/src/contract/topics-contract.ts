import { describe, expect, test } from "@jest/globals";
import type { TopicMessage, Topics } from "../topics.ts";
import type { StoreFactory } from "./open-store.ts";

/** The rules of topics that every driver keeps. */
export function topicsContract(name: string, open: StoreFactory): void {
  describe(`topics (${name})`, () => {
    test("[TP1] followers get what is appended after they came, in order, with its sender; others none of it", async () => {
      await using opened = await open();
      const { topics } = opened.store;
      await append(topics, "one", "a", 1, "before");
      const [first, second, other] = await Promise.all([
        follow(topics, "one"),
        follow(topics, "one"),
        follow(topics, "two"),
      ]);
      await append(topics, "one", "a", 2, "1", "2");
      await append(topics, "one", "b", 1, "3");
      await append(topics, "two", "a", 1, "4");
      for (const one of [first, second]) {
        await one.has(3);
        expect(one.texts()).toEqual(["1", "2", "3"]);
        expect(one.got.map(({ origin }) => origin)).toEqual(["a", "a", "b"]);
      }
      await other.has(1);
      expect(other.texts()).toEqual(["4"]);
    });

    test("[TP2] a batch that is appended again counts once, a part of it too", async () => {
      await using opened = await open();
      const { topics } = opened.store;
      const all = await follow(topics, "one");
      await append(topics, "one", "a", 1, "1", "2");
      await append(topics, "one", "a", 1, "1", "2");
      await append(topics, "one", "a", 2, "2", "3");
      await append(topics, "one", "b", 1, "4");
      await append(topics, "one", "a", 9, "5"); // what was between was given up
      await all.has(5);
      expect(all.texts()).toEqual(["1", "2", "3", "4", "5"]);
    });

    test("[TP3] from a cursor on nothing is lost or comes twice", async () => {
      await using opened = await open();
      const { topics } = opened.store;
      const before = await follow(topics, "one");
      await append(topics, "one", "a", 1, "1", "2", "3");
      await before.has(3);
      await before.undo();
      await append(topics, "one", "a", 4, "4");
      const after = await follow(topics, "one", before.got[1]?.cursor);
      await append(topics, "one", "a", 5, "5");
      await after.has(3);
      expect([before.texts(), after.texts()]).toEqual([
        ["1", "2", "3"],
        ["3", "4", "5"],
      ]);
      expect(after.gaps).toEqual([]);
    });

    test("[TP4] who comes back too late is told how much is not kept any more, by count and by bytes", async () => {
      await using opened = await open();
      const { topics } = opened.store;
      for (const [topic, text, count, atOnce] of [
        ["many", "x", 9_000, 100],
        ["large", "x".repeat(65_536), 200, 8],
      ] as const) {
        const early = await follow(topics, topic);
        await append(topics, topic, "a", 1, "first");
        await early.has(1);
        await early.undo();
        for (let at = 0; at < count; at += atOnce) {
          await append(topics, topic, "a", 2 + at, ...Array.from({ length: atOnce }, () => text));
        }
        const late = await follow(topics, topic, early.got[0]?.cursor);
        await append(topics, topic, "a", 2 + count, "last");
        await late.ends("last");
        const [missed = 0, ...more] = late.gaps;
        expect(more).toEqual([]);
        expect(Number(missed) + late.got.length).toBe(count + 1);
        const bytes = late.texts().reduce((sum, { length }) => sum + length, 0);
        expect(bytes).toBeLessThanOrEqual(4 * 2 ** 20 + "last".length);
        expect(late.got.length).toBeLessThanOrEqual(4_096 + 100);
        expect(late.got.length).toBeGreaterThanOrEqual(topic === "many" ? 4_096 : 60);
      }
    });

    test("[TP5] who has left gets nothing more; leaving twice is harmless", async () => {
      await using opened = await open();
      const { topics } = opened.store;
      const [left, stays] = await Promise.all([follow(topics, "one"), follow(topics, "one")]);
      await left.undo();
      await left.undo();
      await append(topics, "one", "a", 1, "1");
      await stays.has(1);
      expect(left.texts()).toEqual([]);
    });

    test("[TP6] a sender may use its buffer again when its batch has its place", async () => {
      await using opened = await open();
      const { topics } = opened.store;
      const all = await follow(topics, "one");
      const buffer = Buffer.from("a");
      await topics.append("one", { origin: "a", first: 1, payloads: [buffer] });
      buffer[0] = 0;
      await all.has(1);
      expect(all.texts()).toEqual(["a"]);
    });
  });
}

async function append(
  topics: Topics,
  topic: string,
  origin: string,
  first: number,
  ...texts: readonly string[]
): Promise<void> {
  await topics.append(topic, { origin, first, payloads: texts.map((text) => Buffer.from(text)) });
}

async function follow(topics: Topics, topic: string, after?: string) {
  const got: TopicMessage[] = [];
  const gaps: (number | undefined)[] = [];
  let tell = (): void => {};
  const listener = {
    onMessages: (messages: readonly TopicMessage[]) => {
      got.push(...messages);
      tell();
    },
    onGap: (count: number | undefined) => void gaps.push(count),
  };
  const undo = await topics.follow(topic, listener, after);
  const texts = (): string[] => got.map(({ payload }) => Buffer.from(payload).toString());
  const wait = async (isDone: () => boolean): Promise<void> => {
    while (!isDone()) {
      const next = Promise.withResolvers<void>();
      tell = next.resolve;
      await next.promise;
    }
  };
  return {
    got,
    gaps,
    undo,
    texts,
    has: (count: number) => wait(() => got.length >= count),
    ends: (text: string) => wait(() => texts().at(-1) === text),
  };
}
