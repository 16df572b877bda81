import { script } from "./redis-client.ts";

/**
 * Common to all steps. KEYS[1] is the set of all ids of a shard, `…:ids`; the other keys lie beside it: `…:session:ID`
 * (the record), `…:kept:ID` (parts of the checkpoint), `…:owned:PROCESS` and `…:secret:TEAM/APP/HASH` (sets of ids),
 * `…:deadlines` (ids by the time at which they end).
 */
const common = `
local base = string.sub(KEYS[1], 1, -4)
local deadlines = base .. "deadlines"
local function sessionKey(id) return base .. "session:" .. id end
local function keptKey(id) return base .. "kept:" .. id end
local function ownedKey(process) return base .. "owned:" .. process end
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
local function delete(id)
  local record = read(id)
  leaveOwner(id)
  local hash = get(id, "secretHash")
  if hash ~= "" then redis.call("SREM", secretKey(appOf(id), hash), id) end
  redis.call("DEL", sessionKey(id), keptKey(id))
  redis.call("ZREM", deadlines, id)
  redis.call("SREM", KEYS[1], id)
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
redis.call("SADD", KEYS[1], id)
redis.call("SADD", ownedKey(get(id, "processId")), id)
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
redis.call("HSET", sessionKey(id), "state", "detached", "connectionId", "", "gatewayId", "", "deadline", deadline)
redis.call("ZADD", deadlines, deadline, id)
return read(id)
`);

/** ARGV: id, epoch, claim. */
export const close = script(`${common}
if not isFenced(ARGV[2], ARGV[3], ARGV[4]) then return {} end
return delete(ARGV[2])
`);

/** ARGV: how many at most. */
export const expire = script(`${common}
local expired = {}
for _, id in ipairs(redis.call("ZRANGE", deadlines, "-inf", now, "BYSCORE", "LIMIT", 0, ARGV[2])) do
  table.insert(expired, delete(id))
end
return expired
`);

/** ARGV: team/app, old hash, new hash. */
export const renewSecret = script(`${common}
local before = secretKey(ARGV[2], ARGV[3])
for _, id in ipairs(redis.call("SMEMBERS", before)) do
  redis.call("HSET", sessionKey(id), "secretHash", ARGV[4])
  redis.call("SADD", secretKey(ARGV[2], ARGV[4]), id)
end
redis.call("DEL", before)
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
local owned = ownedKey(ARGV[2])
local records = {}
for _, id in ipairs(redis.call("SMEMBERS", owned)) do table.insert(records, disown(id, ARGV[3])) end
redis.call("DEL", owned)
return records
`);

/** ARGV: id, epoch, claim. */
export const suspend = script(`${disown}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) or get(id, "owner") == "" then return {} end
leaveOwner(id)
return disown(id, "ended")
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
if not isFenced(id, ARGV[3], ARGV[4]) then return "gone" end
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

/** ARGV: names of fields and their values; counts the sessions that have them all. */
export const count = script(`${common}
local total = 0
for _, id in ipairs(redis.call("SMEMBERS", KEYS[1])) do
  local matches = 1
  for at = 2, #ARGV, 2 do
    if get(id, ARGV[at]) ~= ARGV[at + 1] then
      matches = 0
      break
    end
  end
  total = total + matches
end
return total
`);
