import { createRedisStore } from "@flotilla/store/redis";
import { RedisServer } from "@flotilla/store/testing";
import { Queue } from "bullmq";
import { median } from "../median.ts";
import { type RedisUsage, redisUsage } from "../redis-usage.ts";
import { inLanes } from "./in-lanes.ts";
import { sampleSession } from "./sample-session.ts";

const rounds = 9;
const count = 10_000;
const ttlMs = 3_600_000;
const goals = { bytes: 0.6, cpuMicros: 0.5 } as const;

/** What one session, or one job, takes. */
interface Cost {
  readonly bytes: number;
  readonly cpuMicros: number;
}

/** Goal P18: a created session beside a delayed job of BullMQ that would end it, each on an empty Redis, in turns. */
export async function besideJobs(): Promise<string> {
  const sessions: Cost[] = [];
  const jobs: Cost[] = [];
  const again: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    sessions.push(await sessionCost());
    jobs.push(await jobCost());
    again.push(await jobCost());
  }
  const middle = (costs: readonly Cost[], part: keyof Cost): string =>
    median(costs.map((cost) => cost[part])).toFixed(1);
  const ratios = (part: keyof Cost, costs: readonly Cost[]): readonly number[] =>
    costs.map((cost, round) => cost[part] / (jobs[round]?.[part] ?? Number.NaN));
  const ratio = (part: keyof Cost, costs: readonly Cost[]): string => {
    const all = ratios(part, costs);
    const [least, most] = [Math.min(...all), Math.max(...all)];
    return `${median(all).toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
  };
  const row = (name: string, costs: readonly Cost[]): string =>
    `| ${name} | ${middle(costs, "bytes")} | ${ratio("bytes", costs)} | ${middle(costs, "cpuMicros")} | ${ratio("cpuMicros", costs)} |`;
  /** A ratio is decided if it differs from the goal by more than a job does from the same job again. */
  const verdict = (part: keyof Cost): string => {
    const goal = goals[part];
    const off = ratios(part, again).map((each) => Math.abs(each - 1));
    const middleRatio = median(ratios(part, sessions));
    const word = middleRatio <= goal ? "passed" : "missed";
    const isSure = Math.abs(middleRatio / goal - 1) > Math.max(...off);
    return `${word} (goal ${goal}${isSure ? "" : `, by less than a job differs from itself: ${(100 * Math.max(...off)).toFixed(0)} %`})`;
  };
  return [
    `${rounds} rounds of ${count}, 64 at a time`,
    "",
    "| created | bytes | / job | Redis CPU µs | / job |",
    "|---|--:|--:|--:|--:|",
    row("session", sessions),
    row("delayed job (BullMQ)", jobs),
    row("delayed job, again", again),
    "",
    `bytes ${verdict("bytes")}; CPU ${verdict("cpuMicros")}`,
  ].join("\n");
}

async function sessionCost(): Promise<Cost> {
  await using server = await RedisServer.start();
  const store = createRedisStore({ url: server.url, commandTimeoutMs: 10_000 });
  await store.start();
  const create = (n: number): Promise<unknown> => store.sessions.create(sampleSession(n, ttlMs));
  const cost = await costOf(server.url, create);
  await store.stop();
  return cost;
}

async function jobCost(): Promise<Cost> {
  await using server = await RedisServer.start();
  const queue = new Queue("sessions", {
    connection: { url: server.url },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  await queue.waitUntilReady();
  const add = (n: number): Promise<unknown> => {
    const { id } = sampleSession(n, ttlMs);
    return queue.add("expire", { id }, { jobId: id, delay: ttlMs });
  };
  const cost = await costOf(server.url, add);
  await queue.close();
  return cost;
}

/** Of what comes after the first hundred, for which Redis and Node load their scripts. */
async function costOf(url: string, step: (n: number) => Promise<unknown>): Promise<Cost> {
  const all = Array.from({ length: count + 100 }, (_, n) => n);
  await inLanes(all.slice(0, 100), step);
  const before = await redisUsage(url);
  await inLanes(all.slice(100), step);
  const after = await redisUsage(url);
  const each = (part: (usage: RedisUsage) => number): number =>
    (part(after) - part(before)) / count;
  return { bytes: each(({ bytes }) => bytes), cpuMicros: each(({ cpuMicros }) => cpuMicros) };
}
