import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ManualClock } from "../clock.ts";
import {
  linesContract,
  loginsContract,
  processesContract,
  sessionsContract,
  sharedContract,
  startsContract,
  topicsContract,
} from "../contract/index.ts";
import type { OpenStore } from "../contract/open-store.ts";
import { hasSentinel, RedisCluster, RedisSentinels, RedisServer } from "../testing/index.ts";
import { aclRights } from "./acl-rights.ts";
import { createRedisStore } from "./redis-store.ts";

interface Target extends AsyncDisposable {
  readonly url: string;
}

/** A Redis whose user has the documented rights and no others. */
class LimitedRedis implements Target {
  readonly server: RedisServer;

  private constructor(server: RedisServer) {
    this.server = server;
  }

  static async start(): Promise<LimitedRedis> {
    const server = await RedisServer.start();
    const rights = aclRights("test");
    const user = ["acl", "setuser", "limited", "reset", "on", ">secret", ...rights];
    const answer = await server.command(user);
    if (answer.trim() !== "OK") throw new Error(answer);
    return new LimitedRedis(server);
  }

  get url(): string {
    return `redis://limited:secret@127.0.0.1:${this.server.port}`;
  }

  /** What was asked for, as rights name it. */
  async asked(): Promise<ReadonlySet<string>> {
    const stats = await this.server.command(["info", "commandstats"]);
    return new Set([...stats.matchAll(/^cmdstat_(\S+?):/gm)].map(([, name]) => `+${name}`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }
}

const targets: Readonly<Record<string, () => Promise<Target>>> = {
  redis: () => LimitedRedis.start(),
  "redis sentinel": () => RedisSentinels.start(),
  "redis cluster": () => RedisCluster.start(),
};

/** Rights that only these need, or connections that live long. */
const special = /^\+(cluster\||client\||role|wait|ping|eval$|time$)/;

for (const [name, start] of Object.entries(targets)) {
  let target: Target | undefined;
  let opened = 0;

  const open = async (): Promise<OpenStore> => {
    const clock = new ManualClock();
    opened += 1;
    const store = createRedisStore({ url: target?.url ?? "", prefix: `test:${opened}`, clock });
    await store.start();
    return { store, clock, [Symbol.asyncDispose]: () => store.stop() };
  };

  const isHere = name !== "redis sentinel" || hasSentinel();
  (isHere ? describe : describe.skip)(name, () => {
    beforeAll(async () => {
      target = await start();
    });

    afterAll(async () => {
      await target?.[Symbol.asyncDispose]();
    });

    sessionsContract(name, open);
    processesContract(name, open);
    startsContract(name, open);
    linesContract(name, open);
    loginsContract(name, open);
    sharedContract(name, open);
    topicsContract(name, open);

    test("every right that the documented user has is used", async () => {
      if (!(target instanceof LimitedRedis)) return;
      const asked = await target.asked();
      const rights = aclRights("test").filter((right) => right.startsWith("+"));
      expect(rights.filter((right) => !special.test(right) && !asked.has(right))).toEqual([]);
    });
  });
}
