import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@flotilla/store";
import { createRedisStore } from "@flotilla/store/redis";
import { RedisServer } from "@flotilla/store/testing";
import { redisUsage } from "../redis-usage.ts";
import { inLanes } from "./in-lanes.ts";
import { sampleSession } from "./sample-session.ts";

const dueWithinMs = 10_000;
const sweepers = 2;
/** As gateways have it. */
const [sweepMs, sweepLimit] = [1_000, 500];

/** Stands still until it is let go. */
class HeldClock implements Clock {
  #began: number | undefined;
  readonly #start = Date.now();

  now(): number {
    return (
      this.#start + (this.#began === undefined ? 0 : Math.round(performance.now() - this.#began))
    );
  }

  go(): void {
    this.#began = performance.now();
  }
}

/** Goal P19: so many sessions that are due within ten seconds, and two that sweep; how late they end. */
export async function lateness(count: number): Promise<string> {
  await using server = await RedisServer.start();
  const clock = new HeldClock();
  const store = createRedisStore({ url: server.url, commandTimeoutMs: 10_000, clock });
  await store.start();
  const { sessions } = store;
  const deadlines = new Map<string, number>();
  await inLanes(
    Array.from({ length: count }, (_, n) => n),
    async (n) => {
      const made = await sessions.create(sampleSession(n, sweepMs + Math.random() * dueWithinMs));
      const left = await sessions.detach(made.id, made, made.connection?.id ?? "");
      deadlines.set(made.id, left?.deadline ?? 0);
    },
  );
  const before = await redisUsage(server.url);
  const late: number[] = [];
  let twice = 0;
  const sweep = async (): Promise<void> => {
    for (;;) {
      const ended = await sessions.expire(sweepLimit);
      const now = clock.now();
      for (const { id } of ended) {
        const deadline = deadlines.get(id);
        if (deadline === undefined) twice += 1;
        else late.push(now - deadline);
        deadlines.delete(id);
      }
      if (ended.length < sweepLimit) return;
    }
  };
  clock.go();
  const end = performance.now() + 3 * dueWithinMs;
  const sweepAgain = async (n: number): Promise<void> => {
    for (let next = (n * sweepMs) / sweepers; deadlines.size > 0 && performance.now() < end; ) {
      await sleep(next);
      const began = performance.now();
      await sweep();
      next = Math.max(0, sweepMs - (performance.now() - began));
    }
  };
  await Promise.all(Array.from({ length: sweepers }, (_, n) => sweepAgain(n)));
  const after = await redisUsage(server.url);
  await store.stop();
  const sorted = late.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  const cpu = (after.cpuMicros - before.cpuMicros) / sorted.length;
  return [
    `${count} sessions due within ${dueWithinMs} ms, ${sweepers} sweepers, each every ${sweepMs} ms`,
    `expired ${sorted.length}, never ${deadlines.size}, twice ${twice}; ${cpu.toFixed(1)} µs of Redis CPU each`,
    `late by p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)} ms: p99 ${(at(0.99) / sweepMs).toFixed(2)} × the sweep period`,
    `goals 2 and none twice or never: ${at(0.99) <= 2 * sweepMs && deadlines.size + twice === 0 ? "passed" : "missed"}; keys left: ${after.keys}`,
  ].join("\n");
}
