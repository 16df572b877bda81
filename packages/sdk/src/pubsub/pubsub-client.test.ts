import { expect, test } from "@jest/globals";
import { decodeMessagePayload, PubSubClient } from "./pubsub-client.ts";
import { PubSubHub } from "./pubsub-hub.ts";

function world() {
  let now = 0;
  const hub = new PubSubHub(() => now);
  const published: unknown[] = [];
  const run = (handler: (...args: never[]) => unknown, args: readonly unknown[]): void => {
    Reflect.apply(handler, undefined, args);
  };
  const client = (id: string): PubSubClient =>
    new PubSubClient(hub, id, run, (topic, payload, from) => {
      published.push([topic, decodeMessagePayload(payload), from]);
    });
  const wait = (ms: number): void => {
    now += ms;
  };
  return { client, published, wait };
}

test("a message goes to the sessions of this process at once and to other processes, with its sender", () => {
  const { client, published } = world();
  const [one, two] = [client("one"), client("two")];
  const heard: unknown[] = [];
  two.subscribe((message) => heard.push(message));
  one.sendOthers({ text: "hello" });
  one.sendAllOnTopic("room", 1);
  expect(heard).toEqual([{ text: "hello" }]);
  expect(published).toEqual([
    [null, { text: "hello" }, "one"],
    ["room", 1, "one"],
  ]);
});

test("a message that is too large is refused before anybody has it", () => {
  const { client, published } = world();
  const [one, two] = [client("one"), client("two")];
  const heard: unknown[] = [];
  two.subscribe((message) => heard.push(message));
  expect(() => one.sendAll("x".repeat(65_536))).toThrow(
    expect.objectContaining({ code: "PUBSUB_TOO_BIG" }),
  );
  expect(() => one.sendAllOnTopic("x".repeat(65_536), "")).toThrow("expected at most 65536");
  expect([heard, published]).toEqual([[], []]);
});

test("the sessions of a process may publish 1,000 messages at once and 500 a second, together", () => {
  const { client, published, wait } = world();
  const clients = [client("one"), client("two")];
  const burst = (): void => {
    for (let n = 0; n < 5_000; n++) clients[n % 2]?.sendAll(n);
  };
  expect(burst).toThrow(expect.objectContaining({ code: "PUBSUB_RATE" }));
  expect(published).toHaveLength(1_000);
  wait(1_000);
  expect(burst).toThrow("at most 500 messages a second");
  expect(published).toHaveLength(1_500);
});

test("who is closed hears nothing, and cannot begin to hear again", () => {
  const { client } = world();
  const [one, two] = [client("one"), client("two")];
  const heard: unknown[] = [];
  two.subscribe((message) => heard.push(message));
  two.close();
  two.subscribe((message) => heard.push(message));
  two.subscribeTopic("room", (_topic, message) => heard.push(message));
  one.sendAll(1);
  one.sendAllOnTopic("room", 2);
  expect(heard).toEqual([]);
});
