import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a Redis has done and holds. */
export interface RedisUsage {
  readonly keys: number;
  readonly bytes: number;
  /** Of its main thread, which carries commands out. */
  readonly cpuMicros: number;
  /** Calls by command, those that scripts make included. */
  readonly calls: ReadonlyMap<string, number>;
}

/** Asks the Redis at an address; its own questions are not among the calls. */
export async function redisUsage(url: string): Promise<RedisUsage> {
  const { stdout: info } = await run("redis-cli", ["-u", url, "info", "everything"]);
  const { stdout: keys } = await run("redis-cli", ["-u", url, "dbsize"]);
  const value = (name: string): number =>
    Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)?.[1]);
  const calls = new Map<string, number>();
  for (const [, name = "", count] of info.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm))
    if (name !== "info" && name !== "dbsize" && name !== "command|docs")
      calls.set(name, Number(count));
  const cpu = value("used_cpu_user_main_thread") + value("used_cpu_sys_main_thread");
  return { keys: Number(keys), bytes: value("used_memory"), cpuMicros: cpu * 1e6, calls };
}

/** How many commands were carried out from one time to another. */
export function callsBetween(before: RedisUsage, after: RedisUsage): number {
  const sum = ({ calls }: RedisUsage): number => [...calls.values()].reduce((a, b) => a + b, 0);
  return sum(after) - sum(before);
}
