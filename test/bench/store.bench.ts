// What a session costs in Redis, beside a delayed job; commands for each event; how late sessions end.
// `npm run bench -- store [--sessions 20000] [--due 100000]`
import process from "node:process";
import { parseArgs } from "node:util";
import type { SessionRecord } from "@flotilla/store";
import { createRedisStore } from "@flotilla/store/redis";
import { RedisServer } from "@flotilla/store/testing";
import { callsBetween, redisUsage } from "./redis-usage.ts";
import { besideJobs } from "./store/beside-jobs.ts";
import { commandsPerEvent } from "./store/commands-per-event.ts";
import { lateness } from "./store/expiry.ts";
import { inLanes } from "./store/in-lanes.ts";
import { sampleSession } from "./store/sample-session.ts";

const { values: options } = parseArgs({
  options: {
    sessions: { type: "string", default: "20000" },
    due: { type: "string", default: "100000" },
  },
});
const print = (text: string): void => void process.stdout.write(`${text}\n`);

await steps(Number(options.sessions));
print(`\nbeside BullMQ: ${await besideJobs()}`);
print(`\n${await commandsPerEvent()}`);
print(`\n${await lateness(Number(options.due))}`);

/** One round trip each; commands are those within it. */
async function steps(count: number): Promise<void> {
  await using server = await RedisServer.start();
  const store = createRedisStore({ url: server.url, commandTimeoutMs: 10_000 });
  await store.start();
  const { sessions } = store;
  print(`${count} sessions, 64 steps at a time\n`);
  print("| step | round trips | commands | Redis CPU µs | bytes more | per s |");
  print("|---|--:|--:|--:|--:|--:|");
  const measure = async <T, R>(
    name: string,
    items: readonly T[],
    step: (item: T) => Promise<R>,
  ): Promise<readonly R[]> => {
    const [before, began] = [await redisUsage(server.url), performance.now()];
    const results = await inLanes(items, step);
    const ms = performance.now() - began;
    const after = await redisUsage(server.url);
    const trips = (after.calls.get("evalsha") ?? 0) - (before.calls.get("evalsha") ?? 0);
    const cells = [
      name,
      ...[
        trips,
        callsBetween(before, after) - trips,
        after.cpuMicros - before.cpuMicros,
        after.bytes - before.bytes,
      ].map((all) => (all / count).toFixed(2)),
      ((count / ms) * 1_000).toFixed(0),
    ];
    print(`| ${cells.join(" | ")} |`);
    return results;
  };

  const wanted = Array.from({ length: count }, (_, n) => sampleSession(n, 1));
  const made = await measure("create", wanted, (one) => sessions.create(one));
  const leave = (record: SessionRecord) =>
    sessions.detach(record.id, record, record.connection?.id ?? "");
  await measure("detach", made, leave);
  const back = async (record: SessionRecord): Promise<SessionRecord> => {
    const { client, connection } = record;
    if (connection === null) throw new Error("expected a connection");
    const got = await sessions.attach(record.id, record, { connection, client, replaces: null });
    if (got.outcome !== "attached") throw new Error(got.outcome);
    return got.record;
  };
  const attached = await measure("attach", made, back);
  const parts = { m: new Uint8Array(200), "s:count": new Uint8Array(20) };
  await measure("checkpoint of 220 bytes", attached, (record) =>
    sessions.checkpoint(record.id, record, { parts, whole: false }),
  );
  await measure("detach", attached, leave);
  await measure("expire, 500 at a time", Array.from({ length: Math.ceil(count / 500) }), () =>
    sessions.expire(500),
  );
  await store.stop();
}
