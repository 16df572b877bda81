import { rm } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { until } from "../support/until.ts";
import { ClickedCluster } from "./clicked-cluster.ts";

type Command = (...args: readonly string[]) => Promise<string>;

/** A busy machine answers its peers within a part of these. */
const leaseTimes = { leaseMs: 5_000, renewMs: 1_250 };
/** Whoever is cut off as silent cannot come back while the store takes nothing. */
const vitalTimes = { pingMs: 20_000, pongMs: 20_000 };

/** How Redis comes to refuse writes, and how it is mended. */
const refusals: Readonly<
  Record<string, { spoil(redis: Command): Promise<void>; mend(redis: Command): Promise<void> }>
> = {
  oom: {
    async spoil(redis) {
      await redis("config", "set", "maxmemory", "1");
    },
    async mend(redis) {
      await redis("config", "set", "maxmemory", "0");
    },
  },
  readonly: {
    async spoil(redis) {
      await redis("replicaof", "127.0.0.1", "1");
    },
    async mend(redis) {
      await redis("replicaof", "no", "one");
    },
  },
  misconf: {
    async spoil(redis) {
      const [, folder = ""] = (await redis("config", "get", "dir")).split("\n");
      await rm(folder, { recursive: true });
      await redis("config", "set", "save", "3600 1");
      await redis("bgsave");
      await until(
        "MISCONF",
        async () =>
          (await redis("info", "persistence")).includes("rdb_last_bgsave_status:err") || undefined,
      );
    },
    async mend(redis) {
      await redis("config", "set", "save", "");
    },
  },
};

test.each(Object.entries(refusals))(
  "[FM-12] a Redis that refuses writes (%s) stops nobody, and is used again when it takes them",
  async (kind, { spoil, mend }) => {
    await using clicked = await ClickedCluster.start(4, { leaseTimes, vitalTimes });
    const redis: Command = (...args) => clicked.cluster.redis.command(args);
    await spoil(redis);
    clicked.tell(`redis refuses writes: ${kind}`);
    await clicked.clicks(1.2 * leaseTimes.leaseMs);
    await clicked.seen();
    expect(clicked.closes).toBe(0);
    await mend(redis);
    await clicked.settles();
    clicked.visit();
    await clicked.clicks(300);
    await clicked.settles();
    await clicked.isConsistent();
    await clicked.check();
  },
  60_000,
);
