// Sessions that are opened, used and expire, in waves through real processes: what stays behind of each.
// `npm run bench -- sessions-soak [--waves 10] [--sessions 2000] [--warm-up 3] [--rest-ms 8000]`
import { readdirSync } from "node:fs";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createRedisStore } from "@flotilla/store/redis";
import { startCounters } from "./cluster/targets.ts";
import { Clickers } from "./flet/clickers.ts";
import { familyOf, privateMib } from "./hot-path/process-stats.ts";
import { redisUsage } from "./redis-usage.ts";

const { values: options } = parseArgs({
  options: {
    waves: { type: "string", default: "10" },
    sessions: { type: "string", default: "2000" },
    "warm-up": { type: "string", default: "3" },
    "rest-ms": { type: "string", default: "8000" },
  },
});
const [waves, sessions] = [Number(options.waves), Number(options.sessions)];
const warmUp = Number(options["warm-up"]);
const clickMs = 500;
const patienceMs = 60_000;

/** What is there when all sessions are gone. */
interface Rest {
  readonly keys: number;
  readonly redisBytes: number;
  readonly files: number;
  readonly processes: number;
  readonly gatewayKib: readonly number[];
  readonly gatewayHeapKib: readonly number[];
  readonly workerKib: readonly number[];
}

await using cluster = await startCounters(sessions);
const { gateways, workers, redis, control } = cluster.ready;
const store = createRedisStore({ url: redis.url });
await store.start();

/** Heap in use as the process's own metrics say; it falls with each of its collections. */
async function heapKib({ internalUrl }: { readonly internalUrl: string }): Promise<number> {
  const text = await (await fetch(new URL("/metrics", internalUrl))).text();
  return Number(/^nodejs_heap_size_used_bytes(?:{.*})? ([\d.e+]+)$/m.exec(text)?.[1]) / 1024;
}

function filesOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + readdirSync(`/proc/${pid}/fd`).length, 0);
}

async function look(): Promise<Rest> {
  const { keys, bytes } = await redisUsage(redis.url);
  const pids = [...gateways, ...workers, control, redis].map(({ pid }) => pid);
  return {
    keys,
    redisBytes: bytes,
    files: filesOf(pids),
    processes: familyOf(cluster.child.pid ?? 0).length,
    gatewayKib: gateways.map(({ pid }) => privateMib([pid]) * 1024),
    gatewayHeapKib: await Promise.all(gateways.map(heapKib)),
    workerKib: workers.map(({ pid }) => privateMib([pid]) * 1024),
  };
}

async function wave(): Promise<void> {
  const clickers = new Clickers();
  const urls = gateways.map((_gateway, at) => cluster.socketUrl("counter", at));
  await clickers.tell({ urls, sessions, clickMs });
  const there = await store.sessions.count({});
  if (there !== sessions) throw new Error(`${sessions} sessions opened, Redis has ${there}`);
  await clickers.quit();
  for (const deadline = performance.now() + patienceMs; (await store.sessions.count({})) > 0; ) {
    if (performance.now() > deadline) throw new Error("sessions do not expire");
    await sleep(100);
  }
}

/** Least squares, in bytes for each session. */
function slope(kib: readonly number[]): number {
  const xs = kib.map((_, at) => at * sessions);
  const mean = (values: readonly number[]): number =>
    values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(xs), mean(kib)];
  const over = xs.reduce((sum, x, at) => sum + (x - mx) * ((kib[at] ?? 0) - my), 0);
  return (1024 * over) / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const whole = (values: readonly number[]): string => values.map((one) => one.toFixed(0)).join(" ");

print(
  `${waves} waves of ${sessions} sessions, all expired and ${options["rest-ms"]} ms of rest after each\n`,
);
print(
  "| sessions so far | Redis keys | Redis KiB | open files | processes | gateways, private KiB | their heaps, KiB | workers, private KiB |",
);
print("|--:|--:|--:|--:|--:|--:|--:|--:|");
const rests: Rest[] = [];
for (let n = 0; n <= waves; n++) {
  if (n > 0) await wave();
  await sleep(Number(options["rest-ms"]));
  const rest = await look();
  rests.push(rest);
  const { keys, redisBytes, files, processes, gatewayKib, gatewayHeapKib, workerKib } = rest;
  print(
    `| ${n * sessions} | ${keys} | ${(redisBytes / 1024).toFixed(0)} | ${files} | ${processes} | ${whole(gatewayKib)} | ${whole(gatewayHeapKib)} | ${whole(workerKib)} |`,
  );
}
const later = rests.slice(warmUp);
const of = (pick: (rest: Rest) => number): string => `${slope(later.map(pick)).toFixed(0)} B`;
print(
  `\nslope for each session after the first ${warmUp} waves (a gateway has half of the sessions):`,
);
gateways.forEach((_gateway, at) => {
  print(
    `gateway ${at + 1}: ${of((rest) => 2 * (rest.gatewayKib[at] ?? 0))} private, ${of((rest) => 2 * (rest.gatewayHeapKib[at] ?? 0))} of heap`,
  );
});
workers.forEach((_worker, at) => {
  print(`worker ${at + 1}: ${of((rest) => 2 * (rest.workerKib[at] ?? 0))} private`);
});
print(`Redis: ${of((rest) => rest.redisBytes / 1024)}`);
await store.stop();
