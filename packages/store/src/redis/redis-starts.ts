import type { StartBounds, StartGrant, Starts, StartWish } from "../starts.ts";
import { ProcessKeys, processScript } from "./process-scripts.ts";
import { type RedisClient, script } from "./redis-client.ts";

/**
 * KEYS[4]: the team's processes; KEYS[5]: starts under way by the ends of their leases, as team/app/release/id.
 * ARGV: lease, team, app, release, id, then the bounds: starts and processes of the release, of the app, of the team.
 */
const begin = processScript(`
local team, app, release, id = ARGV[3], ARGV[4], ARGV[5], ARGV[6]
redis.call("ZREMRANGEBYSCORE", KEYS[5], "-inf", now)
local ofRelease, ofApp, ofTeam, starts = 0, 0, 0, 0
local function count(itsApp, itsRelease)
  ofTeam = ofTeam + 1
  if itsApp ~= app then return false end
  ofApp = ofApp + 1
  if itsRelease ~= release then return false end
  ofRelease = ofRelease + 1
  return true
end
for _, one in ipairs(members(KEYS[4])) do
  if one.process.state ~= "draining" then count(one.process.app, one.process.release) end
end
for _, start in ipairs(redis.call("ZRANGE", KEYS[5], 0, -1)) do
  local itsTeam, itsApp, itsRelease = string.match(start, "^([^/]*)/([^/]*)/([^/]*)/")
  if itsTeam == team and count(itsApp, itsRelease) then starts = starts + 1 end
end
if starts >= tonumber(ARGV[7]) or ofRelease >= tonumber(ARGV[8]) then return "enough" end
if ofApp >= tonumber(ARGV[9]) then return "app_full" end
if ofTeam >= tonumber(ARGV[10]) then return "team_full" end
redis.call("ZADD", KEYS[5], now + ARGV[2], team .. "/" .. app .. "/" .. release .. "/" .. id)
return "go"
`);

/** ARGV: lease, the start as team/app/release/id. */
const prolong = script(`
redis.call("ZADD", KEYS[1], "XX", now + ARGV[2], ARGV[3])
`);

const end = script(`
redis.call("ZREM", KEYS[1], ARGV[2])
`);

/** Starts of app processes in Redis. */
export class RedisStarts implements Starts {
  readonly #redis: RedisClient;
  readonly #keys: ProcessKeys;

  constructor(redis: RedisClient) {
    this.#redis = redis;
    this.#keys = new ProcessKeys(redis.prefix);
  }

  async begin(wish: StartWish, bounds: StartBounds, leaseMs: number): Promise<StartGrant> {
    const { id, team, app, release } = wish;
    const { starts, releaseProcesses, appProcesses, teamProcesses } = bounds;
    const keys = [...this.#keys.shared, this.#keys.ofTeam(team), this.#keys.starts];
    const limits = [starts, releaseProcesses, appProcesses, teamProcesses].map((bound) =>
      Math.min(bound, Number.MAX_SAFE_INTEGER),
    );
    const args = [leaseMs, team, app, release, id, ...limits];
    return (await this.#redis.call(begin, keys, args)) as StartGrant;
  }

  async prolong(wish: StartWish, leaseMs: number): Promise<void> {
    await this.#redis.call(prolong, [this.#keys.starts], [leaseMs, memberOf(wish)]);
  }

  async end(wish: StartWish): Promise<void> {
    await this.#redis.call(end, [this.#keys.starts], [memberOf(wish)]);
  }
}

function memberOf({ id, team, app, release }: StartWish): string {
  return `${team}/${app}/${release}/${id}`;
}
