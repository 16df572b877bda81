import type {
  Processes,
  ProcessInfo,
  ProcessRecord,
  Reservation,
  SeatPolicy,
} from "../processes.ts";
import { type RedisClient, script } from "./redis-client.ts";

/** KEYS: what is known of each process, seats taken, ends of leases, then the app's own set of ids. */
const forget = `
local function forget(id)
  redis.call("HDEL", KEYS[1], id)
  redis.call("HDEL", KEYS[2], id)
  redis.call("ZREM", KEYS[3], id)
end
local function isLive(id)
  local lease = tonumber(redis.call("ZSCORE", KEYS[3], id))
  return lease ~= nil and lease > now
end
`;

const register = script(`${forget}
if redis.call("EXISTS", KEYS[5]) == 1 then return 0 end
if not isLive(ARGV[2]) then forget(ARGV[2]) end
redis.call("HSET", KEYS[1], ARGV[2], ARGV[3])
redis.call("ZADD", KEYS[3], now + ARGV[4], ARGV[2])
redis.call("SADD", KEYS[4], ARGV[2])
return 1
`);

/** A tombstone that is there longer than any lease. */
const giveUp = script(`${forget}
forget(ARGV[2])
redis.call("SET", KEYS[4], "", "PX", 3600000)
`);

const renew = script(`${forget}
local unknown = {}
for i = 3, #ARGV do
  if isLive(ARGV[i]) then redis.call("ZADD", KEYS[3], now + ARGV[2], ARGV[i])
  else table.insert(unknown, ARGV[i]) end
end
return unknown
`);

const remove = script(`${forget}
forget(ARGV[2])
`);

const unreserve = script(`${forget}
if not isLive(ARGV[2]) then return end
local seats = tonumber(redis.call("HGET", KEYS[2], ARGV[2]) or 0)
if seats > 0 then redis.call("HINCRBY", KEYS[2], ARGV[2], -1) end
`);

/** The app's live processes: id, what is known, seats, and so on. Those that are gone leave the set. */
const ofApp = `
local function ofApp()
  local found = {}
  for _, id in ipairs(redis.call("SMEMBERS", KEYS[4])) do
    local info = isLive(id) and redis.call("HGET", KEYS[1], id)
    if info then
      table.insert(found, { id = id, info = info, seats = tonumber(redis.call("HGET", KEYS[2], id) or 0) })
    else
      redis.call("SREM", KEYS[4], id)
      forget(id)
    end
  end
  return found
end
`;

const list = script(`${forget}${ofApp}
local answer = {}
for _, one in ipairs(ofApp()) do
  table.insert(answer, one.info)
  table.insert(answer, one.seats)
end
return answer
`);

const reserve = script(`${forget}${ofApp}
local best
local bestFree = -1
local ready = 0
for _, one in ipairs(ofApp()) do
  local process = cjson.decode(one.info)
  if process.release == ARGV[2] and process.state == "ready" then
    ready = ready + 1
    local free = process.capacity - one.seats
    if one.seats < process.capacity * tonumber(ARGV[3]) and free > bestFree then
      best = one
      bestFree = free
    end
  end
end
if ready == 0 then return { "none" } end
if not best then return { "full" } end
redis.call("HINCRBY", KEYS[2], best.id, 1)
return { "seat", best.info, best.seats + 1 }
`);

/** App processes and their seats in Redis. */
export class RedisProcesses implements Processes {
  readonly #redis: RedisClient;
  readonly #shared: readonly string[];

  constructor(redis: RedisClient) {
    this.#redis = redis;
    const base = `${redis.prefix}:{processes}`;
    this.#shared = [base, `${base}:seats`, `${base}:leases`];
  }

  async register(process: ProcessInfo, leaseMs: number): Promise<boolean> {
    const { id, team, app } = process;
    const args = [id, JSON.stringify(process), leaseMs];
    const keys = [...this.#keys(team, app), this.#tombstone(id)];
    return (await this.#redis.call(register, keys, args)) === 1;
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    return (await this.#redis.call(renew, this.#shared, [leaseMs, ...ids])) as string[];
  }

  async remove(id: string): Promise<void> {
    await this.#redis.call(remove, this.#shared, [id]);
  }

  async giveUp(id: string): Promise<void> {
    await this.#redis.call(giveUp, [...this.#shared, this.#tombstone(id)], [id]);
  }

  async reserve(
    team: string,
    app: string,
    release: string,
    policy: SeatPolicy,
  ): Promise<Reservation> {
    const args = [release, policy.loadFactor];
    const answer = await this.#redis.call(reserve, this.#keys(team, app), args);
    const [outcome, info, seats] = answer as ["seat" | "full" | "none", string, number];
    if (outcome !== "seat") return { outcome };
    return { outcome, process: recordOf(info, seats) };
  }

  async unreserve(id: string): Promise<void> {
    await this.#redis.call(unreserve, this.#shared, [id]);
  }

  async list(team: string, app: string): Promise<readonly ProcessRecord[]> {
    const flat = (await this.#redis.call(list, this.#keys(team, app))) as (string | number)[];
    const records: ProcessRecord[] = [];
    for (let at = 0; at < flat.length; at += 2) {
      records.push(recordOf(String(flat[at]), Number(flat[at + 1])));
    }
    return records;
  }

  #tombstone(id: string): string {
    return `${this.#redis.prefix}:{processes}:given-up:${id}`;
  }

  #keys(team: string, app: string): string[] {
    return [...this.#shared, `${this.#redis.prefix}:{processes}:of:${team}/${app}`];
  }
}

function recordOf(info: string, seats: number): ProcessRecord {
  return { ...(JSON.parse(info) as ProcessInfo), seats };
}
