import { script } from "./redis-client.ts";
import { secretLua, sessionLua, shardLua } from "./session-lua.ts";

/**
 * ARGV: id, process, owner, gateway, hash of the secret, app, record. 0 if the id is taken. The most frequent step: it has
 * none of the functions that it does not need.
 */
export const create = script(`${shardLua}${secretLua}
local id, process, owner, gateway, hash, app, text = unpack(ARGV, 2, 8)
if not redis.call("SET", base .. "session:" .. id, text, "NX") then return 0 end
redis.call("HSET", base .. "owned:" .. process, id, gateway)
redis.call("HSET", base .. "owners", process, owner)
redis.call("HINCRBY", counts, gateway .. "\\n" .. app, 1)
if hash ~= "" then listSecret(id, hash) end
return 1
`);

export const read = script(`${sessionLua}
local s = find(ARGV[2])
return s and told(s) or {}
`);

/**
 * ARGV: id, epoch, claim, the connection that it replaces, the new one and its gateway, address and user agent of the client.
 */
export const attach = script(`${sessionLua}
local s = fenced(ARGV[2], ARGV[3], ARGV[4])
if not s then return { "gone" } end
if s.connection ~= ARGV[5] then return { "busy", told(s) } end
stayAlive(s)
connect(s, ARGV[7], ARGV[6])
s.state, s.ip, s.agent = "attached", ARGV[8], ARGV[9]
save(s)
return { "attached", told(s) }
`);

/** ARGV: id, epoch, claim, the connection that is gone. */
export const detach = script(`${sessionLua}
local s = fenced(ARGV[2], ARGV[3], ARGV[4])
if not s or s.connection == "" or s.connection ~= ARGV[5] then return {} end
connect(s, "", "")
endAt(s, whole(now + s.ttl))
save(s)
return told(s)
`);

/** ARGV: id, epoch, claim. */
export const close = script(`${sessionLua}
local s = fenced(ARGV[2], ARGV[3], ARGV[4])
return s and delete(s) or {}
`);

/** ARGV: how many at most, of all shards together. */
export const expire = script(`${sessionLua}
local expired = {}
for _, key in ipairs(KEYS) do
  enter(key)
  local left = ARGV[2] - #expired
  if left == 0 then break end
  for _, id in ipairs(redis.call("ZRANGE", base .. "deadlines", "-inf", now, "BYSCORE", "LIMIT", 0, left)) do
    local s = find(id)
    if s then table.insert(expired, delete(s)) else redis.call("ZREM", base .. "deadlines", id) end
  end
end
return expired
`);

/** ARGV: team/app, old hash, new hash. */
export const renewSecret = script(`${sessionLua}
local changed = {}
for _, key in ipairs(KEYS) do
  enter(key)
  for id in withSecret(ARGV[3]) do
    local s = find(id)
    if s and s.app == ARGV[2] and s.secret == ARGV[3] then
      unlistSecret(s)
      s.secret = ARGV[4]
      save(s)
      listSecret(id, s.secret)
      table.insert(changed, told(s))
    end
  end
end
return changed
`);

/** Takes a session from its owner, who is gone or has turned out not to have it. */
const disown = `${sessionLua}
local function disown(s, cause)
  giveTo(s, "", "")
  if cause == "moved" then s.isMoving = "1" end
  save(s)
  return told(s)
end
`;

/** ARGV: the process, why it loses its sessions. */
export const suspendOwner = script(`${disown}
local records = {}
for _, key in ipairs(KEYS) do
  enter(key)
  for _, id in ipairs(redis.call("HKEYS", base .. "owned:" .. ARGV[2])) do
    local s = find(id)
    if s then table.insert(records, disown(s, ARGV[3])) end
  end
end
return records
`);

/** ARGV: id, epoch, claim, why it loses its owner. */
export const suspend = script(`${disown}
local s = fenced(ARGV[2], ARGV[3], ARGV[4])
if not s or s.process == "" then return {} end
return disown(s, ARGV[5])
`);

/** ARGV: id, epoch, claim, new claim, owner, its process, release, whether it is suspect, in which window claims are counted. */
export const claim = script(`${sessionLua}
local s = fenced(ARGV[2], ARGV[3], ARGV[4])
if not s or s.process ~= "" then return {} end
s.epoch, s.claim, s.release, s.isMoving = whole(s.epoch + 1), ARGV[5], ARGV[8], ""
if ARGV[9] == "1" then
  local since = tonumber(s.recoveriesSince)
  if since and now - since < tonumber(ARGV[10]) then s.recoveries = whole(s.recoveries + 1)
  else s.recoveries, s.recoveriesSince = "1", whole(now) end
end
giveTo(s, ARGV[7], ARGV[6])
save(s)
return told(s)
`);

/**
 * ARGV: id, epoch, claim, whether the parts are all there are, bytes at most, how many parts go, their names, then names and
 * bytes of those that are set. A part's name begins with `p:`; its bytes and those of its name count. What they are in all is kept
 * beside them: a session with many parts does not take longer.
 */
export const checkpoint = script(`${sessionLua}
local s = find(ARGV[2])
if not s or tonumber(s.epoch) < tonumber(ARGV[3]) then return "unknown" end
if s.epoch ~= ARGV[3] or s.claim ~= ARGV[4] then return "gone" end
local key, isWhole = base .. "kept:" .. s.id, ARGV[5] == "1"
local total = not isWhole and tonumber(redis.call("HGET", key, "bytes")) or 0
local function sizeOf(name)
  if isWhole or redis.call("HEXISTS", key, name) == 0 then return 0 end
  return #name - 2 + redis.call("HSTRLEN", key, name)
end
local first = 8 + ARGV[7]
for at = 8, first - 1 do total = total - sizeOf(ARGV[at]) end
for at = first, #ARGV, 2 do total = total + #ARGV[at] - 2 + #ARGV[at + 1] - sizeOf(ARGV[at]) end
if total > tonumber(ARGV[6]) then return total end
if isWhole then redis.call("DEL", key) end
for at = 8, first - 1 do redis.call("HDEL", key, ARGV[at]) end
for at = first, #ARGV, 2 do redis.call("HSET", key, ARGV[at], ARGV[at + 1]) end
redis.call("HSET", key, "release", s.release, "bytes", whole(total))
return "stored"
`);

/** An owner says what it has. ARGV: id, its record, owner, bytes at most, then names and bytes of all parts that are kept. */
export const reassert = script(`${sessionLua}
local s, own = find(ARGV[2]), parse(ARGV[2], ARGV[3])
local process, epoch = own.process, tonumber(own.epoch)
if s then
  if tonumber(s.epoch) > epoch then return "gone" end
  if tonumber(s.epoch) == epoch and (s.claim ~= own.claim or s.process == "") then return "gone" end
end
local total = 0
for at = 6, #ARGV, 2 do total = total + #ARGV[at] - 2 + #ARGV[at + 1] end
if total > tonumber(ARGV[5]) then return total end
if not s then
  s = own
  s.process, s.gateway, s.connection = "", "", ""
  if s.secret ~= "" then listSecret(s.id, s.secret) end
  endAt(s, whole(now + s.ttl))
  tally(s, 1)
elseif tonumber(s.epoch) < epoch then
  s.epoch, s.claim, s.release, s.isMoving = own.epoch, own.claim, own.release, ""
end
giveTo(s, process, ARGV[4])
save(s)
if #ARGV > 5 then
  local key = base .. "kept:" .. s.id
  redis.call("DEL", key)
  for at = 6, #ARGV, 2 do redis.call("HSET", key, ARGV[at], ARGV[at + 1]) end
  redis.call("HSET", key, "release", s.release, "bytes", whole(total))
end
return "stored"
`);

/** The gateways that hold sessions. */
export const allHolders = script(`${shardLua}
local found = {}
for _, key in ipairs(KEYS) do
  enter(key)
  for _, field in ipairs(redis.call("HKEYS", counts)) do
    local gateway = string.match(field, "^(.+)\\n")
    if gateway then table.insert(found, gateway) end
  end
end
return found
`);

/** ARGV: a gateway; id, epoch, claim and socket of each session that it holds. Looks at the lists of all processes. */
export const heldBy = script(`${sessionLua}
local found = {}
local processes = redis.call("HKEYS", base .. "owners")
table.insert(processes, "")
for _, process in ipairs(processes) do
  local owned = redis.call("HGETALL", base .. "owned:" .. process)
  for at = 1, #owned, 2 do
    local s = owned[at + 1] == ARGV[2] and find(owned[at])
    if s then table.insert(found, { s.id, s.epoch, s.claim, s.connection }) end
  end
end
return found
`);

/** ARGV: what is counted, and of whom; each is known without looking at the sessions. */
export const count = script(`${shardLua}
local function sum(gateway, app)
  local total, all = 0, redis.call("HGETALL", counts)
  for at = 1, #all, 2 do
    local itsGateway, itsApp = string.match(all[at], "^(.*)\\n(.*)$")
    if (gateway or itsGateway) == itsGateway and (app or itsApp) == itsApp then total = total + all[at + 1] end
  end
  return total
end
local counters = {
  all = function() return sum() end,
  app = function(app) return sum(nil, app) end,
  process = function(process) return redis.call("HLEN", base .. "owned:" .. process) end,
  gateway = function(gateway) return sum(gateway) end,
  detached = function() return redis.call("ZCARD", base .. "deadlines") end,
  attached = function() return sum() - redis.call("ZCARD", base .. "deadlines") end,
}
local total = 0
for _, key in ipairs(KEYS) do
  enter(key)
  total = total + counters[ARGV[2]](ARGV[3])
end
return total
`);

/** What the memory of a shard is called, where it is kept, and for how long. ARGV: what to call it if it has no name. */
export const memory = script(`
local mark = redis.call("GET", KEYS[1]) or string.format("%d:", now) .. ARGV[2]
redis.call("SET", KEYS[1], mark)
local age = now - string.match(mark, "^%d+")
local replication = string.match(redis.call("INFO", "replication"), "master_replid:(%x+)") or ""
return { mark .. "@" .. replication, string.format("%d", age) }
`);
