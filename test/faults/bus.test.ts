import { createRedisStore } from "@flotilla/store/redis";
import { RedisServer } from "@flotilla/store/testing";
import { expect, test } from "@jest/globals";
import { until } from "../support/until.ts";

test("who listens to the bus hears again after a loss of the connection, also if Redis does not take that at once", async () => {
  await using redis = await RedisServer.start();
  const store = createRedisStore({ url: redis.url });
  await store.start();
  await using _stopped = { [Symbol.asyncDispose]: () => store.stop() };
  const heard: string[] = [];
  await store.bus.subscribe("c", (payload) => heard.push(Buffer.from(payload).toString()));
  await store.bus.publish("c", Buffer.from("before"));
  await until("the first", () => heard.includes("before") || undefined);
  const refusals = async (): Promise<number> => {
    const entries = await redis.command(["acl", "log"]);
    return entries.includes("subscribe") ? 1 : 0;
  };
  await redis.command(["acl", "setuser", "default", "-subscribe"]);
  await redis.command(["client", "kill", "type", "pubsub"]);
  await until("a refusal", async () => (await refusals()) > 0 || undefined);
  await redis.command(["acl", "setuser", "default", "+subscribe"]);
  await until("what is said afterwards", async () => {
    await store.bus.publish("c", Buffer.from("after"));
    return heard.includes("after") || undefined;
  });
  expect(heard[0]).toBe("before");
}, 60_000);

test("who stops listening while Redis is away is not held up by that", async () => {
  const redis = await RedisServer.start();
  const store = createRedisStore({ url: redis.url, commandTimeoutMs: 300 });
  await store.start();
  await using _stopped = { [Symbol.asyncDispose]: () => store.stop() };
  const undo = await store.bus.subscribe("c", () => {});
  await redis[Symbol.asyncDispose]();
  await undo();
}, 60_000);
