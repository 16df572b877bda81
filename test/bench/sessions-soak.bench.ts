// Sessions that are opened, used and expire, in waves through real processes: what stays behind of each.
// `npm run bench -- sessions-soak [--waves 13] [--sessions 2000] [--warm-up 3] [--rest-ms 12000]`
import { readdirSync } from "node:fs";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createRedisStore } from "@flotilla/store/redis";
import { startCounters } from "./cluster/targets.ts";
import { Clickers } from "./flet/clickers.ts";
import { familyOf, privateMib } from "./hot-path/process-stats.ts";
import { redisUsage } from "./redis-usage.ts";
import { CollectedHeap, type HeldMemory } from "./soak/collected-heap.ts";
import { slopeOf } from "./soak/slope.ts";

const { values: options } = parseArgs({
  options: {
    waves: { type: "string", default: "13" },
    sessions: { type: "string", default: "2000" },
    "warm-up": { type: "string", default: "3" },
    // Longer than a gateway's painter stays without work: its thread is not there when memory is looked at.
    "rest-ms": { type: "string", default: "12000" },
  },
});
const [waves, sessions] = [Number(options.waves), Number(options.sessions)];
const warmUp = Number(options["warm-up"]);
const clickMs = 500;
const patienceMs = 60_000;
/** The goal: by this a gateway may grow with each of its sessions. */
const goalBytes = 1_024;

/** What is there when all sessions are gone, and what nobody refers to. */
interface Rest {
  readonly keys: number;
  readonly redisBytes: number;
  readonly files: number;
  readonly processes: number;
  readonly gateways: readonly (HeldMemory & { readonly privateBytes: number })[];
  readonly workerBytes: readonly number[];
}

await using cluster = await startCounters(sessions, { NODE_OPTIONS: "--inspect-port=0" });
const { gateways, workers, redis, control } = cluster.ready;
const store = createRedisStore({ url: redis.url });
await store.start();
const heaps: CollectedHeap[] = [];
for (const { pid } of gateways) heaps.push(await CollectedHeap.open(pid, cluster.logs));

function filesOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + readdirSync(`/proc/${pid}/fd`).length, 0);
}

const privateBytes = (pid: number): number => privateMib([pid]) * 2 ** 20;

async function look(): Promise<Rest> {
  const held = await Promise.all(heaps.map((heap) => heap.measure()));
  const { keys, bytes } = await redisUsage(redis.url);
  const pids = [...gateways, ...workers, control, redis].map(({ pid }) => pid);
  return {
    keys,
    redisBytes: bytes,
    files: filesOf(pids),
    processes: familyOf(cluster.child.pid ?? 0).length,
    gateways: held.map((one, at) => ({
      ...one,
      privateBytes: privateBytes(gateways[at]?.pid ?? 0),
    })),
    workerBytes: workers.map(({ pid }) => privateBytes(pid)),
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

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const kib = (values: readonly number[]): string =>
  values.map((one) => (one / 1_024).toFixed(0)).join(" ");

print(
  `${waves} waves of ${sessions} sessions, all expired, ${options["rest-ms"]} ms of rest and a forced collection after each\n`,
);
print(
  "| sessions so far | Redis keys | Redis KiB | open files | processes | gateways' heaps, KiB | outside of them, KiB | gateways, private KiB | workers, private KiB |",
);
print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
const rests: Rest[] = [];
for (let n = 0; n <= waves; n++) {
  if (n > 0) await wave();
  await sleep(Number(options["rest-ms"]));
  const rest = await look();
  rests.push(rest);
  const cells = [
    ...[n * sessions, rest.keys, (rest.redisBytes / 1_024).toFixed(0), rest.files, rest.processes],
    kib(rest.gateways.map(({ heapBytes }) => heapBytes)),
    kib(rest.gateways.map(({ externalBytes }) => externalBytes)),
    kib(rest.gateways.map((each) => each.privateBytes)),
    kib(rest.workerBytes),
  ];
  print(`| ${cells.join(" | ")} |`);
}

const later = rests.slice(warmUp);
const [first, last] = [rests[0], rests.at(-1)];
const settled = later[0];
print(`\ngrowth for each session after the first ${warmUp} waves, with its 95 % interval:\n`);
print("| of | bytes | goal | |");
print("|---|--:|--:|---|");

/** Goes by the interval: what lies within it can be neither claimed nor denied. */
function verdict({ each, within }: ReturnType<typeof slopeOf>): string {
  if (each + within < goalBytes) return "passed";
  return each - within > goalBytes ? "missed" : "undecided";
}

function row(name: string, pick: (rest: Rest) => number, share = 1, hasGoal = true): void {
  const slope = slopeOf(later.map(pick), sessions * share);
  const cells = [
    name,
    `${slope.each.toFixed(0)} ± ${slope.within.toFixed(0)}`,
    hasGoal ? `< ${goalBytes}` : "",
    hasGoal ? verdict(slope) : "",
  ];
  print(`| ${cells.join(" | ")} |`);
}
gateways.forEach((_gateway, at) => {
  const share = 1 / gateways.length;
  const of = (part: keyof Rest["gateways"][number]) => (rest: Rest) =>
    rest.gateways[at]?.[part] ?? Number.NaN;
  const name = `gateway ${at + 1}`;
  row(
    `${name}, heap and outside`,
    (rest) => of("heapBytes")(rest) + of("externalBytes")(rest),
    share,
  );
  row(`${name}, private memory`, of("privateBytes"), share);
});
workers.forEach((_worker, at) => {
  const of = (rest: Rest) => rest.workerBytes[at] ?? Number.NaN;
  row(`worker ${at + 1}, private memory`, of, 1 / workers.length, false);
});
row("Redis", ({ redisBytes }) => redisBytes, 1, false);
const same = (isSame: boolean): string => (isSame ? "passed" : "missed");
print(
  `\nRedis keys ${first?.keys} -> ${last?.keys}: ${same(first?.keys === last?.keys)}; open files ${settled?.files} after the warm-up -> ${last?.files}: ${same((last?.files ?? 0) <= (settled?.files ?? 0))} (${first?.files} before any session)`,
);
for (const heap of heaps) heap[Symbol.dispose]();
await store.stop();
