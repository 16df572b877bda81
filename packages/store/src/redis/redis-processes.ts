import type {
  KeepPolicy,
  Processes,
  ProcessInfo,
  ProcessRecord,
  Reservation,
  SeatPolicy,
} from "../processes.ts";
import { ProcessKeys, processScript } from "./process-scripts.ts";
import type { RedisClient } from "./redis-client.ts";

/** KEYS[4]: the app's processes; KEYS[5]: its team's; KEYS[6]: the tombstone. */
const register = processScript(`
if redis.call("EXISTS", KEYS[6]) == 1 then return 0 end
if not isLive(ARGV[2]) then
  forget(ARGV[2])
  redis.call("HSET", KEYS[2], ARGV[2], ARGV[5])
end
redis.call("HSET", KEYS[1], ARGV[2], ARGV[3])
redis.call("ZADD", KEYS[3], now + ARGV[4], ARGV[2])
redis.call("SADD", KEYS[4], ARGV[2])
redis.call("SADD", KEYS[5], ARGV[2])
return 1
`);

/** A tombstone that is there longer than any lease. */
const giveUp = processScript(`
forget(ARGV[2])
redis.call("SET", KEYS[4], "", "PX", 3600000)
`);

/** Forgets some of those whose leases have ended, too: nobody may ever ask for their apps again. */
const renew = processScript(`
local unknown = {}
for i = 3, #ARGV do
  if isLive(ARGV[i]) then redis.call("ZADD", KEYS[3], now + ARGV[2], ARGV[i])
  else table.insert(unknown, ARGV[i]) end
end
for _, id in ipairs(redis.call("ZRANGE", KEYS[3], "-inf", now, "BYSCORE", "LIMIT", 0, 100)) do forget(id) end
return unknown
`);

const remove = processScript(`
forget(ARGV[2])
`);

const unreserve = processScript(`
if isLive(ARGV[2]) and seatsOf(ARGV[2]) > 0 then redis.call("HINCRBY", KEYS[2], ARGV[2], -1) end
`);

/** ARGV: id, the seats that the caller saw, those that are really taken. */
const recount = processScript(`
if isLive(ARGV[2]) and seatsOf(ARGV[2]) == tonumber(ARGV[3]) then redis.call("HSET", KEYS[2], ARGV[2], ARGV[4]) end
`);

const list = processScript(`
local answer = {}
for _, one in ipairs(members(KEYS[4])) do
  table.insert(answer, one.info)
  table.insert(answer, one.seats)
end
return answer
`);

/** KEYS[4]: the app's processes; KEYS[5]: until when those wait who are in the release's line. */
const reserve = processScript(`
local found, free = ready(KEYS[4], ARGV[2])
if #found == 0 then return { "none" } end
local waiting = redis.call("ZCOUNT", KEYS[5], "(" .. now, "+inf")
local best = free > waiting and take(found, tonumber(ARGV[3]))
if not best then return { "full" } end
return { "seat", best.info, best.seats }
`);

/** KEYS[4]: the app's processes. ARGV: id, min, spare. */
const retire = processScript(`
local mine
local found = members(KEYS[4])
for _, one in ipairs(found) do if one.id == ARGV[2] then mine = one end end
if not mine or mine.process.state ~= "ready" or mine.seats > 0 then return 0 end
local kept, used = 0, 0
for _, one in ipairs(found) do
  if one.process.release == mine.process.release and one.process.state ~= "draining" then
    kept = kept + 1
    if one.seats > 0 then used = used + 1 end
  end
end
local wanted = tonumber(ARGV[3])
if used > 0 then wanted = math.max(wanted, used + tonumber(ARGV[4])) end
if kept <= wanted then return 0 end
mine.process.state = "draining"
redis.call("HSET", KEYS[1], mine.id, cjson.encode(mine.process))
return 1
`);

const infoOf = processScript(`
return isLive(ARGV[2]) and redis.call("HGET", KEYS[1], ARGV[2])
`);

/** App processes and their seats in Redis. */
export class RedisProcesses implements Processes {
  readonly #redis: RedisClient;
  readonly #keys: ProcessKeys;

  constructor(redis: RedisClient) {
    this.#redis = redis;
    this.#keys = new ProcessKeys(redis.prefix);
  }

  async register(process: ProcessInfo, leaseMs: number, seats = 0): Promise<boolean> {
    const { id, team, app } = process;
    const { shared } = this.#keys;
    const args = [id, JSON.stringify(process), leaseMs, seats];
    const sets = [this.#keys.ofApp(team, app), this.#keys.ofTeam(team)];
    const keys = [...shared, ...sets, this.#keys.tombstone(id)];
    return (await this.#redis.call(register, keys, args)) === 1;
  }

  async renew(ids: readonly string[], leaseMs: number): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    return (await this.#redis.call(renew, this.#keys.shared, [leaseMs, ...ids])) as string[];
  }

  async remove(id: string): Promise<void> {
    await this.#redis.call(remove, this.#keys.shared, [id]);
  }

  async giveUp(id: string): Promise<void> {
    await this.#redis.call(giveUp, [...this.#keys.shared, this.#keys.tombstone(id)], [id]);
  }

  async reserve(
    team: string,
    app: string,
    release: string,
    policy: SeatPolicy,
  ): Promise<Reservation> {
    const [, waiting = ""] = this.#keys.line({ team, app, release });
    const keys = [...this.#keys.shared, this.#keys.ofApp(team, app), waiting];
    const answer = await this.#redis.call(reserve, keys, [release, policy.loadFactor]);
    const [outcome, info, seats] = answer as ["seat" | "full" | "none", string, number];
    if (outcome !== "seat") return { outcome };
    return { outcome, process: recordOf(info, seats) };
  }

  async unreserve(id: string): Promise<void> {
    await this.#redis.call(unreserve, this.#keys.shared, [id]);
  }

  async recount(id: string, seen: number, seats: number): Promise<void> {
    await this.#redis.call(recount, this.#keys.shared, [id, seen, seats]);
  }

  async retire(id: string, { min, spare }: KeepPolicy): Promise<boolean> {
    const info = (await this.#redis.call(infoOf, this.#keys.shared, [id])) as string | null;
    if (info === null) return false;
    const { team, app } = JSON.parse(info) as ProcessInfo;
    const keys = [...this.#keys.shared, this.#keys.ofApp(team, app)];
    return (await this.#redis.call(retire, keys, [id, min, spare])) === 1;
  }

  async list(team: string, app: string): Promise<readonly ProcessRecord[]> {
    const keys = [...this.#keys.shared, this.#keys.ofApp(team, app)];
    const flat = (await this.#redis.call(list, keys)) as (string | number)[];
    const records: ProcessRecord[] = [];
    for (let at = 0; at < flat.length; at += 2) {
      records.push(recordOf(String(flat[at]), Number(flat[at + 1])));
    }
    return records;
  }
}

/** A process as it is stored, with its seats. */
export function recordOf(info: string, seats: number): ProcessRecord {
  return { ...(JSON.parse(info) as ProcessInfo), seats };
}
