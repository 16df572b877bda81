import { setTimeout as sleep } from "node:timers/promises";
import { startCounters } from "../cluster/targets.ts";
import { Clickers } from "../flet/clickers.ts";
import { callsBetween, redisUsage } from "../redis-usage.ts";

const sessions = 100;
const rounds = 5;
const roundMs = 4_000;

/** Goal P17: Redis commands for each click of an app that keeps nothing, beyond those of a cluster where nobody clicks. */
export async function commandsPerEvent(): Promise<string> {
  await using cluster = await startCounters(sessions);
  const { url } = cluster.ready.redis;
  const urls = cluster.ready.gateways.map((_gateway, at) => cluster.socketUrl("counter", at));
  const clickers = new Clickers();
  await clickers.tell({ urls, sessions, clickMs: 1_000 });
  const rateWhile = async (work: () => Promise<unknown>): Promise<number> => {
    const [before, from] = [await redisUsage(url), performance.now()];
    await work();
    return (callsBetween(before, await redisUsage(url)) / (performance.now() - from)) * 1_000;
  };
  const idle: number[] = [];
  const busy: number[] = [];
  let clicks = 0;
  for (let round = 0; round < rounds; round++) {
    idle.push(await rateWhile(() => sleep(roundMs)));
    const click = async (): Promise<void> => {
      clicks += (await clickers.tell({ urls, sessions: 0, clickMs: roundMs })).clicks;
    };
    busy.push(await rateWhile(click));
  }
  await clickers.quit();
  const mean = (rates: readonly number[]): number => rates.reduce((a, b) => a + b, 0) / rounds;
  const spread = (rates: readonly number[]): string =>
    `${mean(rates).toFixed(1)} (${Math.min(...rates).toFixed(1)}–${Math.max(...rates).toFixed(1)})`;
  const each = ((mean(busy) - mean(idle)) * rounds * roundMs) / 1_000 / clicks;
  return `Redis commands a second: ${spread(idle)} while nobody clicks, ${spread(busy)} during ${clicks} clicks: ${each.toFixed(5)} for each`;
}
