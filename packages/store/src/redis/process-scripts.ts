import { type Script, script } from "./redis-client.ts";

/** KEYS: what is known of each process, seats taken, ends of leases, then the app's own set of ids. */
const forget = `
local function forget(id)
  local info = redis.call("HGET", KEYS[1], id)
  if info then
    local process = cjson.decode(info)
    redis.call("SREM", KEYS[1] .. ":of:" .. process.team .. "/" .. process.app, id)
    redis.call("SREM", KEYS[1] .. ":of-team:" .. process.team, id)
  end
  redis.call("HDEL", KEYS[1], id)
  redis.call("HDEL", KEYS[2], id)
  redis.call("ZREM", KEYS[3], id)
end
local function isLive(id)
  local lease = tonumber(redis.call("ZSCORE", KEYS[3], id))
  return lease ~= nil and lease > now
end
local function seatsOf(id)
  return tonumber(redis.call("HGET", KEYS[2], id) or 0)
end
`;

/** The live processes of a set of ids: id, what is known, seats, and so on. Those that are gone leave the set. */
const members = `
local function members(set)
  local found = {}
  for _, id in ipairs(redis.call("SMEMBERS", set)) do
    local info = isLive(id) and redis.call("HGET", KEYS[1], id)
    if info then
      table.insert(found, { id = id, info = info, process = cjson.decode(info), seats = seatsOf(id) })
    else
      redis.call("SREM", set, id)
      forget(id)
    end
  end
  return found
end
`;

/** Those of a release that take sessions, how many seats they have left, and the one with the most under a load factor. */
const seats = `
local function ready(set, release)
  local found, free = {}, 0
  for _, one in ipairs(members(set)) do
    if one.process.release == release and one.process.state == "ready" then
      table.insert(found, one)
      free = free + math.max(0, one.process.capacity - one.seats)
    end
  end
  return found, free
end
local function take(found, loadFactor)
  local best, most
  for _, one in ipairs(found) do
    local free = one.process.capacity - one.seats
    if one.seats < one.process.capacity * loadFactor and (not best or free > most) then
      best, most = one, free
    end
  end
  if best then
    best.seats = best.seats + 1
    redis.call("HINCRBY", KEYS[2], best.id, 1)
  end
  return best
end
`;

/** Makes a script that may look at processes and take seats in them. */
export function processScript(lua: string): Script {
  return script(`${forget}${members}${seats}${lua}`);
}

/** Where processes are kept; all in one slot. */
export class ProcessKeys {
  /** What is known of each process, seats taken, ends of leases. */
  readonly shared: readonly string[];
  readonly starts: string;
  readonly #base: string;

  constructor(prefix: string) {
    this.#base = `${prefix}:{processes}`;
    this.shared = [this.#base, `${this.#base}:seats`, `${this.#base}:leases`];
    this.starts = `${this.#base}:starts`;
  }

  ofApp(team: string, app: string): string {
    return `${this.#base}:of:${team}/${app}`;
  }

  ofTeam(team: string): string {
    return `${this.#base}:of-team:${team}`;
  }

  tombstone(id: string): string {
    return `${this.#base}:given-up:${id}`;
  }

  /** The order of a line, and until when each ticket waits. */
  line({ team, app, release }: { team: string; app: string; release: string }): string[] {
    const line = `${this.#base}:line:${team}/${app}/${release}`;
    return [line, `${line}:leases`];
  }
}
