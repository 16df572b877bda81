import { script } from "./redis-client.ts";

/**
 * Common to all steps. KEYS[1] says how many sessions of each app there are in a shard, `…:counts`; the other keys lie beside
 * it: `…:session:ID` (the record), `…:kept:ID` (parts of the checkpoint), `…:owned:PROCESS`, `…:held:GATEWAY` and
 * `…:secret:TEAM/APP/HASH` (sets of ids), `…:holders` (the gateways that hold some), `…:deadlines` (ids by the time at which
 * they end). Steps on several shards have a key for each and enter them one after the other.
 */
const common = `
local base, counts, deadlines, holders
local function enter(key)
  counts = key
  base = string.sub(key, 1, -7)
  deadlines = base .. "deadlines"
  holders = base .. "holders"
end
enter(KEYS[1])
local function sessionKey(id) return base .. "session:" .. id end
local function keptKey(id) return base .. "kept:" .. id end
local function ownedKey(process) return base .. "owned:" .. process end
local function heldKey(gateway) return base .. "held:" .. gateway end
local function secretKey(app, hash) return base .. "secret:" .. app .. "/" .. hash end
local function get(id, field) return redis.call("HGET", sessionKey(id), field) or "" end
local function appOf(id) return get(id, "team") .. "/" .. get(id, "app") end
local function read(id) return redis.call("HGETALL", sessionKey(id)) end
local function isFenced(id, epoch, claim)
  return get(id, "epoch") == epoch and get(id, "claimId") == claim
end
local function leaveOwner(id)
  local process = get(id, "processId")
  if process ~= "" then redis.call("SREM", ownedKey(process), id) end
end
local function leaveGateway(id)
  local gateway = get(id, "gatewayId")
  if gateway == "" then return end
  redis.call("SREM", heldKey(gateway), id)
  if redis.call("EXISTS", heldKey(gateway)) == 0 then redis.call("SREM", holders, gateway) end
end
local function holdAt(id, gateway)
  if gateway == "" then return end
  redis.call("SADD", heldKey(gateway), id)
  redis.call("SADD", holders, gateway)
end
local function delete(id)
  local record = read(id)
  local app = appOf(id)
  leaveOwner(id)
  leaveGateway(id)
  local hash = get(id, "secretHash")
  if hash ~= "" then redis.call("SREM", secretKey(app, hash), id) end
  redis.call("DEL", sessionKey(id), keptKey(id))
  redis.call("ZREM", deadlines, id)
  if redis.call("HINCRBY", counts, app, -1) <= 0 then redis.call("HDEL", counts, app) end
  return record
end
`;

/** ARGV: id, then the fields. */
export const create = script(`${common}
local id = ARGV[2]
local key = sessionKey(id)
if redis.call("EXISTS", key) == 1 then return {} end
redis.call("HSET", key, unpack(ARGV, 3))
redis.call("HSET", key, "createdAt", string.format("%d", now), "deadline", "", "isMoving", "", "recoveries", 0,
  "recoveriesSince", "")
redis.call("HINCRBY", counts, appOf(id), 1)
redis.call("SADD", ownedKey(get(id, "processId")), id)
holdAt(id, get(id, "gatewayId"))
local hash = get(id, "secretHash")
if hash ~= "" then redis.call("SADD", secretKey(appOf(id), hash), id) end
return read(id)
`);

export const read = script(`${common}
return read(ARGV[2])
`);

/** ARGV: id, epoch, claim, the socket that it replaces, the new socket and its gateway, the client. */
export const attach = script(`${common}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) then return { "gone" } end
if get(id, "connectionId") ~= ARGV[5] then return { "busy", read(id) } end
leaveGateway(id)
holdAt(id, ARGV[7])
redis.call("HSET", sessionKey(id), "state", "attached", "connectionId", ARGV[6], "gatewayId", ARGV[7],
  "client", ARGV[8], "deadline", "")
redis.call("ZREM", deadlines, id)
return { "attached", read(id) }
`);

/** ARGV: id, epoch, claim, the socket that is gone. */
export const detach = script(`${common}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) or get(id, "connectionId") ~= ARGV[5] then return {} end
local deadline = string.format("%d", now + get(id, "ttlMs"))
leaveGateway(id)
redis.call("HSET", sessionKey(id), "state", "detached", "connectionId", "", "gatewayId", "", "deadline", deadline)
redis.call("ZADD", deadlines, deadline, id)
return read(id)
`);

/** ARGV: id, epoch, claim. */
export const close = script(`${common}
if not isFenced(ARGV[2], ARGV[3], ARGV[4]) then return {} end
return delete(ARGV[2])
`);

/** ARGV: how many at most, of all shards together. */
export const expire = script(`${common}
local expired = {}
for _, key in ipairs(KEYS) do
  enter(key)
  local left = ARGV[2] - #expired
  if left == 0 then break end
  for _, id in ipairs(redis.call("ZRANGE", deadlines, "-inf", now, "BYSCORE", "LIMIT", 0, left)) do
    table.insert(expired, delete(id))
  end
end
return expired
`);

/** ARGV: team/app, old hash, new hash. */
export const renewSecret = script(`${common}
for _, key in ipairs(KEYS) do
  enter(key)
  local before = secretKey(ARGV[2], ARGV[3])
  for _, id in ipairs(redis.call("SMEMBERS", before)) do
    redis.call("HSET", sessionKey(id), "secretHash", ARGV[4])
    redis.call("SADD", secretKey(ARGV[2], ARGV[4]), id)
  end
  redis.call("DEL", before)
end
`);

/** Takes a session from its owner, who is gone or has turned out not to have it. */
const disown = `${common}
local function disown(id, cause)
  redis.call("HSET", sessionKey(id), "owner", "", "processId", "")
  if cause == "moved" then redis.call("HSET", sessionKey(id), "isMoving", "1") end
  return read(id)
end
`;

/** ARGV: the process, why it loses its sessions. */
export const suspendOwner = script(`${disown}
local records = {}
for _, key in ipairs(KEYS) do
  enter(key)
  local owned = ownedKey(ARGV[2])
  for _, id in ipairs(redis.call("SMEMBERS", owned)) do table.insert(records, disown(id, ARGV[3])) end
  redis.call("DEL", owned)
end
return records
`);

/** ARGV: id, epoch, claim, why it loses its owner. */
export const suspend = script(`${disown}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) or get(id, "owner") == "" then return {} end
leaveOwner(id)
return disown(id, ARGV[5])
`);

/** ARGV: id, epoch, claim, new claim, owner, its process, release, whether it is suspect, in which window claims are counted. */
export const claim = script(`${common}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) or get(id, "owner") ~= "" then return {} end
local key = sessionKey(id)
redis.call("HSET", key, "epoch", ARGV[3] + 1, "claimId", ARGV[5], "owner", ARGV[6], "processId", ARGV[7],
  "release", ARGV[8], "isMoving", "")
if ARGV[9] == "1" then
  local since = tonumber(get(id, "recoveriesSince"))
  if since and now - since < tonumber(ARGV[10]) then redis.call("HINCRBY", key, "recoveries", 1)
  else redis.call("HSET", key, "recoveries", 1, "recoveriesSince", string.format("%d", now)) end
end
redis.call("SADD", ownedKey(ARGV[7]), id)
return read(id)
`);

/**
 * ARGV: id, epoch, claim, whether the parts are all there are, bytes at most, how many parts go, their names, then names and
 * bytes of those that are set. A part's name begins with `p:`; its bytes and those of its name count.
 */
export const checkpoint = script(`${common}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) then
  return redis.call("EXISTS", sessionKey(id)) == 1 and "gone" or "unknown"
end
local key = keptKey(id)
local sizes = {}
if ARGV[5] ~= "1" then
  for _, name in ipairs(redis.call("HKEYS", key)) do
    if name ~= "release" then sizes[name] = #name - 2 + redis.call("HSTRLEN", key, name) end
  end
end
local first = 8 + ARGV[7]
for at = 8, first - 1 do sizes[ARGV[at]] = nil end
for at = first, #ARGV, 2 do sizes[ARGV[at]] = #ARGV[at] - 2 + #ARGV[at + 1] end
local total = 0
for _, size in pairs(sizes) do total = total + size end
if total > tonumber(ARGV[6]) then return total end
if ARGV[5] == "1" then redis.call("DEL", key) end
for at = 8, first - 1 do redis.call("HDEL", key, ARGV[at]) end
for at = first, #ARGV, 2 do redis.call("HSET", key, ARGV[at], ARGV[at + 1]) end
redis.call("HSET", key, "release", get(id, "release"))
return "stored"
`);

/**
 * An owner says what it has. ARGV: id, epoch, claim, bytes at most, how many items of fields and values go, these, then names
 * and bytes of all parts that are kept.
 */
export const reassert = script(`${common}
local id = ARGV[2]
local key = sessionKey(id)
local epoch = tonumber(get(id, "epoch"))
if epoch then
  if epoch > tonumber(ARGV[3]) then return "gone" end
  if epoch == tonumber(ARGV[3]) and (get(id, "claimId") ~= ARGV[4] or get(id, "owner") == "") then return "gone" end
end
local first = 7 + ARGV[6]
local total = 0
for at = first, #ARGV, 2 do total = total + #ARGV[at] - 2 + #ARGV[at + 1] end
if total > tonumber(ARGV[5]) then return total end
local told = {}
for at = 7, first - 1, 2 do told[ARGV[at]] = ARGV[at + 1] end
if not epoch then
  local deadline = string.format("%d", now + told.ttlMs)
  redis.call("HSET", key, unpack(ARGV, 7, first - 1))
  redis.call("HSET", key, "state", "detached", "connectionId", "", "gatewayId", "", "deadline", deadline)
  redis.call("ZADD", deadlines, deadline, id)
  redis.call("HINCRBY", counts, appOf(id), 1)
  if told.secretHash ~= "" then redis.call("SADD", secretKey(appOf(id), told.secretHash), id) end
elseif epoch < tonumber(ARGV[3]) then
  leaveOwner(id)
  redis.call("HSET", key, "epoch", ARGV[3], "claimId", ARGV[4], "owner", told.owner, "processId", told.processId,
    "release", told.release, "isMoving", "")
end
redis.call("SADD", ownedKey(told.processId), id)
if first < #ARGV then
  redis.call("DEL", keptKey(id))
  for at = first, #ARGV, 2 do redis.call("HSET", keptKey(id), ARGV[at], ARGV[at + 1]) end
  redis.call("HSET", keptKey(id), "release", told.release)
end
return "stored"
`);

/** The gateways that hold sessions. */
export const allHolders = script(`${common}
local found = {}
for _, key in ipairs(KEYS) do
  enter(key)
  for _, gateway in ipairs(redis.call("SMEMBERS", holders)) do table.insert(found, gateway) end
end
return found
`);

/** ARGV: a gateway; id, epoch, claim and socket of each session that it holds. */
export const heldBy = script(`${common}
local found = {}
for _, id in ipairs(redis.call("SMEMBERS", heldKey(ARGV[2]))) do
  table.insert(found, { id, unpack(redis.call("HMGET", sessionKey(id), "epoch", "claimId", "connectionId")) })
end
return found
`);

/** ARGV: what is counted, and of whom; each is known without looking at the sessions. */
export const count = script(`${common}
local function all()
  local sum = 0
  for _, value in ipairs(redis.call("HVALS", counts)) do sum = sum + value end
  return sum
end
local counters = {
  all = all,
  app = function(app) return redis.call("HGET", counts, app) or 0 end,
  process = function(process) return redis.call("SCARD", ownedKey(process)) end,
  gateway = function(gateway) return redis.call("SCARD", heldKey(gateway)) end,
  detached = function() return redis.call("ZCARD", deadlines) end,
  attached = function() return all() - redis.call("ZCARD", deadlines) end,
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
