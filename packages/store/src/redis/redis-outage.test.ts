import process from "node:process";
import { expect, test } from "@jest/globals";
import { ManualClock } from "../clock.ts";
import { process as processInfo } from "../contract/process-fixtures.ts";
import { fence, minute, request, session } from "../contract/session-fixtures.ts";
import type { Store } from "../store.ts";
import { hasSentinel, RedisSentinels, RedisServer } from "../testing/index.ts";
import { parseRedisUrl } from "./redis-options.ts";
import { createRedisStore } from "./redis-store.ts";

const unavailable = { code: "STORE_UNAVAILABLE" };
const commandTimeoutMs = 500;

interface Opened extends AsyncDisposable {
  readonly store: Store;
  readonly states: string[];
}

async function open(url: string): Promise<Opened> {
  const states: string[] = [];
  const store = createRedisStore({
    url,
    commandTimeoutMs,
    onState: (state) => {
      if (states.at(-1) !== state) states.push(state);
    },
  });
  await store.start();
  return { store, states, [Symbol.asyncDispose]: () => store.stop() };
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; !(await done().catch(() => false)); ) {
    if (performance.now() > end) throw new Error("it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test.each([
  ["redis://127.0.0.1:6379/2", "single"],
  ["rediss://app:secret@redis.example:6380", "single"],
  ["redis+sentinel://app:s%40cret@a:26379,b/main", "sentinel"],
  ["rediss+sentinel://a/main", "sentinel"],
  ["redis+cluster://a:1,b:2", "cluster"],
  ["redis+sentinel://a:26379", undefined],
  ["rediss+cluster://a:1", undefined],
  ["redis+cluster://a:1,,b:2", undefined],
  ["http://127.0.0.1", undefined],
])("%s is an address: %s", (url, type) => {
  expect(parseRedisUrl(url)?.type).toBe(type);
});

test("logins and ports of several nodes are read", () => {
  expect(parseRedisUrl("redis+sentinel://app:s%40cret@a:1,b/main")).toEqual({
    type: "sentinel",
    isSecure: false,
    name: "main",
    nodes: [
      { host: "a", port: 1 },
      { host: "b", port: 26_379 },
    ],
    login: { username: "app", password: "s@cret" },
  });
});

test("an address that is none is refused without its password", () => {
  expect(() => createRedisStore({ url: "redit://app:secret@host" })).toThrow(
    expect.objectContaining({
      code: "CONFIG_INVALID",
      message: expect.not.stringContaining("secret"),
    }),
  );
});

test.concurrent("a start without Redis fails and says why, and where", async () => {
  const { url } = await gone();
  const message = expect.stringContaining(`connect ECONNREFUSED ${new URL(url).host}`);
  await expect(open(url)).rejects.toMatchObject({ ...unavailable, message });
});

test.concurrent("a start without Sentinels fails, too, although they are asked again and again", async () => {
  const { host } = new URL((await gone()).url);
  await expect(open(`redis+sentinel://${host}/main`)).rejects.toMatchObject(unavailable);
});

test("a Redis that is gone fails each call, and serves again when it is back", async () => {
  const first = await RedisServer.start();
  const { url, port } = first;
  await using opened = await open(url);
  const heard: string[] = [];
  await opened.store.bus.subscribe("news", (bytes) => heard.push(Buffer.from(bytes).toString()));
  await opened.store.sessions.create(session("a"));
  await first[Symbol.asyncDispose]();
  await expect(opened.store.sessions.get("a")).rejects.toMatchObject(unavailable);
  await expect(opened.store.processes.renew(["p"], 1_000)).rejects.toMatchObject(unavailable);

  await using _second = await RedisServer.start({ port });
  await until(async () => (await opened.store.sessions.get("a")) === undefined);
  await until(async () => {
    await opened.store.bus.publish("news", Buffer.from("back"));
    return heard.includes("back");
  });
  expect(opened.states).toEqual(["up", "down", "up"]);
});

test.concurrent("a subscription that failed hears nothing when Redis is back", async () => {
  const first = await RedisServer.start();
  await using opened = await open(first.url);
  const { bus } = opened.store;
  const heard: string[] = [];
  const hear = (name: string) => (bytes: Uint8Array) => heard.push(`${name} ${bytes[0]}`);
  const undo = await bus.subscribe("other", hear("other"));
  await first[Symbol.asyncDispose]();
  await expect(bus.subscribe("news", hear("failed"))).rejects.toMatchObject(unavailable);
  await undo(); // although nobody can be told
  await using _second = await RedisServer.start({ port: first.port });
  await until(async () => {
    await bus.subscribe("news", hear("news"));
    return true;
  });
  await until(async () => {
    await bus.publish("other", Uint8Array.of(1));
    await bus.publish("news", Uint8Array.of(2));
    return heard.length > 0;
  });
  expect(new Set(heard)).toEqual(new Set(["news 2"]));
});

test("a Redis that is silent fails calls after their time, and loses nothing", async () => {
  await using server = await RedisServer.start();
  await using opened = await open(server.url);
  await opened.store.sessions.create(session("a"));
  process.kill(server.pid, "SIGSTOP");
  await expect(opened.store.sessions.get("a")).rejects.toMatchObject(unavailable);
  process.kill(server.pid, "SIGCONT");
  await until(async () => (await opened.store.sessions.get("a"))?.id === "a");
});

test("a full Redis refuses what grows and still answers, ends and frees", async () => {
  await using server = await RedisServer.start({
    maxmemory: "4mb",
    "maxmemory-policy": "noeviction",
  });
  await using opened = await open(server.url);
  const { sessions } = opened.store;
  const parts = { m: new Uint8Array(1_000_000) };
  let made = 0;
  const fill = async (): Promise<void> => {
    for (; made < 50; made++) {
      await sessions.create(session(`s${made}`));
      await sessions.checkpoint(`s${made}`, fence, { parts, whole: true });
    }
  };
  await expect(fill()).rejects.toMatchObject(unavailable);
  expect(await sessions.get("s0")).toMatchObject({ id: "s0" });
  for (let n = 0; n <= made; n++) await sessions.close(`s${n}`, fence);
  expect(await sessions.create(session("new"))).toMatchObject({ id: "new" });
});

test("a Redis that became a replica takes nothing until it is a master again", async () => {
  await using server = await RedisServer.start();
  await using opened = await open(server.url);
  await using operator = await open(server.url);
  const { sessions } = opened.store;
  await server.command(["replicaof", "127.0.0.1", "1"]);
  await expect(sessions.create(session("a"))).rejects.toMatchObject(unavailable);
  await server.command(["replicaof", "no", "one"]);
  await until(async () => (await operator.store.sessions.create(session("b"))).id === "b");
  await until(async () => {
    await sessions.create(session("c"));
    return true;
  });
});

const testSentinel = hasSentinel() ? test.concurrent : test.skip;

testSentinel("behind Sentinels a new master is found when the old one dies", async () => {
  await using redis = await RedisSentinels.start();
  await using opened = await open(redis.url);
  const { sessions } = opened.store;
  const before = await opened.store.memory();
  await sessions.create(session("a"));
  await until(() => redis.master.isCopied());
  redis.killMaster();
  await until(async () => (await sessions.get("a"))?.id === "a");
  await until(async () => {
    await sessions.detach("a", fence, "c1");
    return (await sessions.get("a"))?.state === "detached";
  });
  await until(async () => (await opened.store.memory()).name !== before.name);
});

test("a Redis that came back empty, or was emptied, has another memory", async () => {
  const first = await RedisServer.start();
  await using opened = await open(first.url);
  const { store } = opened;
  const names = [(await store.memory()).name];
  expect((await store.memory()).name).toBe(names[0]);
  await first.command(["flushall"]);
  names.push((await store.memory()).name);
  await first[Symbol.asyncDispose]();
  await using _second = await RedisServer.start({ port: first.port });
  await until(async () => {
    const { name, ageMs } = await store.memory();
    names.push(name);
    return ageMs >= 0;
  });
  expect(new Set(names).size).toBe(names.length);
});

test("a thousand sessions that have come, gone and expired leave nothing behind", async () => {
  await using server = await RedisServer.start();
  const clock = new ManualClock();
  const store = createRedisStore({ url: server.url, clock });
  await store.start();
  await store.memory();
  const keys = async (): Promise<number> => Number(await server.command(["dbsize"]));
  const before = await keys();
  const { sessions } = store;
  const ids = Array.from({ length: 1_000 }, (_, n) => `s${n}`);
  const parts = { m: new Uint8Array(100) };
  const live = async (id: string, n: number): Promise<void> => {
    await sessions.create({ ...session(id), app: `app${n % 7}`, secretHash: `secret${n % 50}` });
    await sessions.checkpoint(id, fence, { parts, whole: true });
    await sessions.detach(id, fence, "c1");
    await sessions.attach(id, fence, request("c2", null));
    if (n % 3 === 0) await sessions.close(id, fence);
    else await sessions.detach(id, fence, "c2");
  };
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < ids.length; n = next++) await live(ids[n] ?? "", n);
  };
  await Promise.all(Array.from({ length: 50 }, lane));
  expect(await sessions.count({ state: "detached" })).toBe(666);
  clock.advance(60 * minute);
  const swept: string[] = [];
  for (let found = 500; found === 500; ) {
    const some = await Promise.all([sessions.expire(250), sessions.expire(250)]);
    swept.push(...some.flat().map(({ id }) => id));
    found = some.flat().length;
  }
  expect([swept.length, new Set(swept).size]).toEqual([666, 666]);
  expect(await keys()).toBe(before);
  await store.stop();
});

test("processes that ended, or fell silent, leave nothing behind, and logs go some time after their last line", async () => {
  await using server = await RedisServer.start();
  const clock = new ManualClock();
  const store = createRedisStore({ url: server.url, clock });
  await store.start();
  const { processes, logs } = store;
  for (const id of ["ended", "silent"]) await processes.register(processInfo(id), 1_000);
  await processes.remove("ended");
  clock.advance(1_000);
  await processes.renew(["another"], 1_000);
  expect(Number(await server.command(["dbsize"]))).toBe(0);
  const line = { at: 1, processId: "p", release: "r", stream: "stdout", text: "x" } as const;
  await logs.append("t", "a", [line]);
  expect(Number(await server.command(["pttl", "flotilla:logs:t/a"]))).toBeGreaterThan(86_400_000);
  await store.stop();
});

/** Where a Redis was. */
async function gone(): Promise<{ readonly url: string }> {
  const server = await RedisServer.start();
  const { url } = server;
  await server[Symbol.asyncDispose]();
  return { url };
}
