import { afterAll, beforeAll, describe } from "@jest/globals";
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
import { RedisCluster, RedisServer } from "../testing/index.ts";
import { createRedisStore } from "./redis-store.ts";

const targets = {
  redis: () => RedisServer.start(),
  "redis cluster": () => RedisCluster.start(),
};

for (const [name, start] of Object.entries(targets)) {
  let target: (AsyncDisposable & { readonly url: string }) | undefined;
  let opened = 0;

  const open = async (): Promise<OpenStore> => {
    const clock = new ManualClock();
    opened += 1;
    const store = createRedisStore({ url: target?.url ?? "", prefix: `test${opened}`, clock });
    await store.start();
    return { store, clock, [Symbol.asyncDispose]: () => store.stop() };
  };

  describe(name, () => {
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
  });
}
