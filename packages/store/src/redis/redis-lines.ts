import type { LineName, Lines, Turn, Turns } from "../lines.ts";
import { ProcessKeys, processScript } from "./process-scripts.ts";
import { type RedisClient, script } from "./redis-client.ts";
import { recordOf } from "./redis-processes.ts";

/**
 * KEYS[4]: the app's processes; KEYS[5]: tickets in their order; KEYS[6]: the ends of their leases.
 * ARGV: release, longest line, lease, tickets. Answers the line's length, then for each ticket its process and seats, or its
 * place (0 for none) and nothing.
 */
const turn = processScript(`
for _, ticket in ipairs(redis.call("ZRANGE", KEYS[6], "-inf", now, "BYSCORE")) do
  redis.call("ZREM", KEYS[5], ticket)
  redis.call("ZREM", KEYS[6], ticket)
end
local last = redis.call("ZRANGE", KEYS[5], -1, -1, "WITHSCORES")
local number = tonumber(last[2] or 0)
local length = redis.call("ZCARD", KEYS[5])
for i = 5, #ARGV do
  local isNew = not redis.call("ZSCORE", KEYS[5], ARGV[i])
  if isNew and length < tonumber(ARGV[3]) then
    number = number + 1
    length = length + 1
    redis.call("ZADD", KEYS[5], number, ARGV[i])
    isNew = false
  end
  if not isNew then redis.call("ZADD", KEYS[6], now + ARGV[4], ARGV[i]) end
end
local found, free = ready(KEYS[4], ARGV[2])
local answer = {}
for i = 5, #ARGV do
  local rank = redis.call("ZRANK", KEYS[5], ARGV[i])
  local best = rank and rank < free and take(found, 1)
  if best then
    free = free - 1
    redis.call("ZREM", KEYS[5], ARGV[i])
    redis.call("ZREM", KEYS[6], ARGV[i])
    table.insert(answer, best.info)
    table.insert(answer, best.seats)
  else
    table.insert(answer, rank or -1)
    table.insert(answer, "")
  end
end
-- Whoever was seated behind one of these tickets has left it with a place too high.
for i = 5, #ARGV do
  if answer[2 * (i - 4)] == "" and answer[2 * (i - 4) - 1] >= 0 then
    answer[2 * (i - 4) - 1] = redis.call("ZRANK", KEYS[5], ARGV[i])
  end
end
redis.call("PEXPIRE", KEYS[5], 3600000)
redis.call("PEXPIRE", KEYS[6], 3600000)
table.insert(answer, 1, redis.call("ZCARD", KEYS[5]))
return answer
`);

const leave = script(`
for i = 2, #ARGV do
  redis.call("ZREM", KEYS[1], ARGV[i])
  redis.call("ZREM", KEYS[2], ARGV[i])
end
`);

/** Waiting lines in Redis. */
export class RedisLines implements Lines {
  readonly #redis: RedisClient;
  readonly #keys: ProcessKeys;

  constructor(redis: RedisClient) {
    this.#redis = redis;
    this.#keys = new ProcessKeys(redis.prefix);
  }

  async turn(
    line: LineName,
    tickets: readonly string[],
    maxLength: number,
    leaseMs: number,
  ): Promise<Turns> {
    const { team, app, release } = line;
    const keys = [
      ...this.#keys.shared,
      this.#keys.ofApp(team, app),
      ...this.#keys.line({ team, app, release }),
    ];
    const args = [release, maxLength, leaseMs, ...tickets];
    const [length, ...flat] = (await this.#redis.call(turn, keys, args)) as [
      number,
      ...(string | number)[],
    ];
    return { length, turns: tickets.map((_, i) => turnOf(flat[2 * i], flat[2 * i + 1])) };
  }

  async leave({ team, app, release }: LineName, tickets: readonly string[]): Promise<void> {
    if (tickets.length === 0) return;
    await this.#redis.call(leave, this.#keys.line({ team, app, release }), tickets);
  }
}

function turnOf(first: string | number | undefined, seats: string | number | undefined): Turn {
  if (seats !== "") {
    return { outcome: "seat", process: recordOf(String(first), Number(seats)) };
  }
  const rank = Number(first);
  return rank < 0 ? { outcome: "full" } : { outcome: "waiting", position: rank + 1 };
}
