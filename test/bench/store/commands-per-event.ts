import { setTimeout as sleep } from "node:timers/promises";
import { startCounters } from "../cluster/targets.ts";
import { Clickers } from "../flet/clickers.ts";
import { median } from "../median.ts";
import { callsBetween, type RedisUsage, redisUsage } from "../redis-usage.ts";

const sessions = 100;
const rounds = 8;
/** Some periods of everything that a cluster does by the clock. */
const windowMs = 10_000;

interface Window {
  readonly before: RedisUsage;
  readonly after: RedisUsage;
  readonly seconds: number;
}

/** Goal P17: Redis commands for each click of an app that keeps nothing, beyond those of a cluster where nobody clicks. */
export async function commandsPerEvent(): Promise<string> {
  await using cluster = await startCounters(sessions);
  const { url } = cluster.ready.redis;
  const urls = cluster.ready.gateways.map((_gateway, at) => cluster.socketUrl("counter", at));
  const clickers = new Clickers();
  await clickers.tell({ urls, sessions, clickMs: 2_000 });
  const during = async (work: () => Promise<unknown>): Promise<Window> => {
    const [before, from] = [await redisUsage(url), performance.now()];
    await work();
    const after = await redisUsage(url);
    return { before, after, seconds: (performance.now() - from) / 1_000 };
  };
  const clicks: number[] = [];
  const click = async (): Promise<void> => {
    const { clicks: done } = await clickers.tell({ urls, sessions: 0, clickMs: windowMs });
    clicks.push(done);
  };
  const idle = [await during(() => sleep(windowMs))];
  const busy: Window[] = [];
  for (let round = 0; round < rounds; round++) {
    busy.push(await during(click));
    idle.push(await during(() => sleep(windowMs)));
  }
  await clickers.quit();
  const [quiet, clicking] = [idle.map(rateOf), busy.map(rateOf)];
  const each = clicking.map((rate, at) => {
    const around = ((quiet[at] ?? Number.NaN) + (quiet[at + 1] ?? Number.NaN)) / 2;
    return ((rate - around) * (busy[at]?.seconds ?? 0)) / (clicks[at] ?? Number.NaN);
  });
  const perWindow = median(clicks.map((done, at) => done / (busy[at]?.seconds ?? 1)));
  const again = quiet.slice(1).map((rate, at) => (rate - (quiet[at] ?? 0)) / perWindow);
  const [least, most] = [Math.min(...again), Math.max(...again)];
  const middle = median(each);
  const isWithin = middle <= most;
  return [
    `${rounds} rounds of ${windowMs / 1_000} s with clicks, as much without around each`,
    "",
    "| Redis commands | a second | for each click |",
    "|---|--:|--:|",
    `| while nobody clicks, one window and the next | ${spread(quiet, 1)} | ${spread(again, 5)} |`,
    `| during ${perWindow.toFixed(0)} clicks a second | ${spread(clicking, 1)} | ${spread(each, 5)} |`,
    "",
    `goal 0: ${isWithin ? "passed" : "missed"}, the median is ${isWithin ? "within" : "above"} what two windows without clicks differ by (${least.toFixed(5)} to ${most.toFixed(5)})`,
    `commands that differ most, a second: ${differing(idle, busy)}`,
  ].join("\n");
}

function rateOf({ before, after, seconds }: Window): number {
  return callsBetween(before, after) / seconds;
}

function spread(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

/** Which commands there are more or fewer of while somebody clicks. */
function differing(idle: readonly Window[], busy: readonly Window[]): string {
  const rate = (windows: readonly Window[], name: string): number => {
    const all = windows.map(
      ({ before, after, seconds }) =>
        ((after.calls.get(name) ?? 0) - (before.calls.get(name) ?? 0)) / seconds,
    );
    return all.reduce((a, b) => a + b, 0) / all.length;
  };
  const names = [...(busy.at(-1)?.after.calls.keys() ?? [])];
  return names
    .map((name) => ({ name, more: rate(busy, name) - rate(idle, name) }))
    .sort((a, b) => Math.abs(b.more) - Math.abs(a.more))
    .slice(0, 4)
    .map(({ name, more }) => `${name} ${more > 0 ? "+" : ""}${more.toFixed(2)}`)
    .join(", ");
}
