import process from "node:process";
import { expect, test } from "@jest/globals";
import { session } from "../contract/session-fixtures.ts";
import type { ClaimRequest, SessionRecord, Sessions } from "../sessions.ts";
import { hasSentinel, RedisCluster, RedisSentinels, type RedisServer } from "../testing/index.ts";
import { createRedisStore } from "./redis-store.ts";

const patienceMs = 20_000;

/** A Redis with replicas. */
interface Replicated extends AsyncDisposable {
  readonly url: string;
  readonly masters: () => Promise<readonly RedisServer[]>;
  readonly replicas: () => Promise<readonly RedisServer[]>;
}

async function sentinels(): Promise<Replicated> {
  const redis = await RedisSentinels.start();
  return {
    url: redis.url,
    masters: async () => [redis.master],
    replicas: async () => [redis.replica],
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  };
}

async function cluster(): Promise<Replicated> {
  const redis = await RedisCluster.start({ hasReplicas: true });
  return {
    url: redis.url,
    masters: () => redis.withRole("master"),
    replicas: () => redis.withRole("slave"),
    [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose](),
  };
}

for (const [where, start, run] of [
  ["behind Sentinels", sentinels, hasSentinel() ? test.concurrent : test.skip],
  ["in a cluster", cluster, test.concurrent],
] as const)
  run(
    `a claim ${where} is only one when a replica has it, if there is any`,
    async () => {
      await using redis = await start();
      const store = createRedisStore({ url: redis.url, commandTimeoutMs: 500 });
      await store.start();
      await using stack = new AsyncDisposableStack();
      stack.defer(() => store.stop());
      const { sessions } = store;
      const created = await sessions.create(session("a"));
      await sessions.suspend("a", created);
      const [masters, replicas] = [await redis.masters(), await redis.replicas()];
      for (const { pid } of replicas) process.kill(pid, "SIGSTOP");
      const heir = { workerId: "w2", processId: "p2", socketPath: "/run/p2.sock" };
      const wish = {
        owner: heir,
        release: "r1",
        claimId: "next",
        isSuspect: false,
        windowMs: 1_000,
      };
      await expect(sessions.claim("a", created, wish)).rejects.toMatchObject({
        code: "STORE_UNAVAILABLE",
        message: expect.stringContaining("no replica has the claim"),
      });
      expect(await sessions.get("a")).toMatchObject({ owner: null, epoch: 2 });
      for (const { pid } of replicas) process.kill(pid, "SIGCONT");
      const claimed = await claimedBy(sessions, wish); // replicas that wake up on a busy machine answer late
      expect(claimed).toMatchObject({ owner: heir, claimId: "next" });
      for (const replica of replicas) await replica[Symbol.asyncDispose](); // nobody could take a master's place any more
      await until(masters, async (master) =>
        (await master.command(["info", "replication"])).includes("connected_slaves:0"),
      );
      const again = await sessions.suspend("a", claimed);
      if (again === undefined) throw new Error("the session is gone");
      const { epoch } = claimed;
      expect(await sessions.claim("a", again, wish)).toMatchObject({ epoch: epoch + 1 });
    },
    60_000,
  );

/** As a gateway does: a claim that nobody confirmed is undone, if Redis has it, and made again. */
async function claimedBy(sessions: Sessions, wish: ClaimRequest): Promise<SessionRecord> {
  for (const end = performance.now() + patienceMs; ; ) {
    try {
      const record = await sessions.get("a");
      if (record === undefined) throw new Error("the session is gone");
      const free = record.owner === null ? record : await sessions.suspend("a", record);
      const claimed = free && (await sessions.claim("a", free, wish));
      if (claimed !== undefined) return claimed;
      throw new Error("somebody else has the session");
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

async function until(
  masters: readonly RedisServer[],
  holds: (master: RedisServer) => Promise<boolean>,
): Promise<void> {
  const end = performance.now() + patienceMs;
  for (const master of masters)
    while (!(await holds(master))) {
      if (performance.now() > end) throw new Error("it did not happen");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
