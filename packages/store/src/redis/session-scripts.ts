import { script } from "./redis-client.ts";
import { sessionLua } from "./session-lua.ts";

/**
 * ARGV: id, process, owner, gateway, user agent, hash of the secret, app, then all other fields that are kept, and their
 * values. Answers with the time.
 */
export const create = script(`${sessionLua}
local id, process, owner, gateway, agent, hash, app = unpack(ARGV, 2, 8)
local key = sessionKey(id)
if redis.call("EXISTS", key) == 1 then return "" end
local created = string.format("%d", now)
redis.call("HSET", key, "agent", agentOf(agent), "created", created, "app", app, "process", process, unpack(ARGV, 9))
listOwned(id, process, owner)
if gateway ~= "" then listHeld(id, gateway) end
if hash ~= "" then listSecret(id, hash) end
redis.call("HINCRBY", counts, app, 1)
return created
`);

export const read = script(`${sessionLua}
return read(ARGV[2])
`);

/**
 * ARGV: id, epoch, claim, the connection that it replaces, the new one and its gateway, address and user agent of the client.
 */
export const attach = script(`${sessionLua}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) then return { "gone" } end
if get(id, "connection") ~= ARGV[5] then return { "busy", read(id) } end
leaveGateway(id)
listHeld(id, ARGV[7])
local agent = agentOf(ARGV[9])
forgetClient(id)
redis.call("HSET", sessionKey(id), "state", "attached", "connection", ARGV[6], "gateway", ARGV[7], "ip", ARGV[8],
  "agent", agent)
redis.call("HDEL", sessionKey(id), "deadline")
redis.call("ZREM", deadlines, id)
return { "attached", read(id) }
`);

/** ARGV: id, epoch, claim, the connection that is gone. */
export const detach = script(`${sessionLua}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) or get(id, "connection") ~= ARGV[5] then return {} end
leaveGateway(id)
endAt(id, string.format("%d", now + get(id, "ttl")))
return read(id)
`);

/** ARGV: id, epoch, claim. */
export const close = script(`${sessionLua}
if not isFenced(ARGV[2], ARGV[3], ARGV[4]) then return {} end
return delete(ARGV[2])
`);

/** ARGV: how many at most, of all shards together. */
export const expire = script(`${sessionLua}
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
export const renewSecret = script(`${sessionLua}
for _, key in ipairs(KEYS) do
  enter(key)
  for id in withSecret(ARGV[3]) do
    if get(id, "app") == ARGV[2] and get(id, "secret") == ARGV[3] then
      unlistSecret(id)
      redis.call("HSET", sessionKey(id), "secret", ARGV[4])
      listSecret(id, ARGV[4])
    end
  end
end
`);

/** Takes a session from its owner, who is gone or has turned out not to have it. */
const disown = `${sessionLua}
local function disown(id, cause)
  leaveOwner(id)
  if cause == "moved" then redis.call("HSET", sessionKey(id), "isMoving", "1") end
  return read(id)
end
`;

/** ARGV: the process, why it loses its sessions. */
export const suspendOwner = script(`${disown}
local records = {}
for _, key in ipairs(KEYS) do
  enter(key)
  for _, id in ipairs(redis.call("HKEYS", ownedKey(ARGV[2]))) do table.insert(records, disown(id, ARGV[3])) end
end
return records
`);

/** ARGV: id, epoch, claim, why it loses its owner. */
export const suspend = script(`${disown}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) or get(id, "process") == "" then return {} end
return disown(id, ARGV[5])
`);

/** ARGV: id, epoch, claim, new claim, owner, its process, release, whether it is suspect, in which window claims are counted. */
export const claim = script(`${sessionLua}
local id = ARGV[2]
if not isFenced(id, ARGV[3], ARGV[4]) or get(id, "process") ~= "" then return {} end
local key = sessionKey(id)
redis.call("HSET", key, "epoch", ARGV[3] + 1, "claim", ARGV[5], "release", ARGV[8])
redis.call("HDEL", key, "isMoving")
if ARGV[9] == "1" then
  local since = tonumber(get(id, "recoveriesSince"))
  if since and now - since < tonumber(ARGV[10]) then redis.call("HINCRBY", key, "recoveries", 1)
  else redis.call("HSET", key, "recoveries", 1, "recoveriesSince", string.format("%d", now)) end
end
giveTo(id, ARGV[7], ARGV[6])
return read(id)
`);

/**
 * ARGV: id, epoch, claim, whether the parts are all there are, bytes at most, how many parts go, their names, then names and
 * bytes of those that are set. A part's name begins with `p:`; its bytes and those of its name count.
 */
export const checkpoint = script(`${sessionLua}
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
 * An owner says what it has. ARGV: id, epoch, claim, bytes at most, process, owner, user agent, app, how many items of other
 * fields and values go, these, then names and bytes of all parts that are kept.
 */
export const reassert = script(`${sessionLua}
local id = ARGV[2]
local key = sessionKey(id)
local epoch = tonumber(get(id, "epoch"))
if epoch then
  if epoch > tonumber(ARGV[3]) then return "gone" end
  if epoch == tonumber(ARGV[3]) and (get(id, "claim") ~= ARGV[4] or get(id, "process") == "") then return "gone" end
end
local first = 11 + ARGV[10]
local total = 0
for at = first, #ARGV, 2 do total = total + #ARGV[at] - 2 + #ARGV[at + 1] end
if total > tonumber(ARGV[5]) then return total end
local told = {}
for at = 11, first - 1, 2 do told[ARGV[at]] = ARGV[at + 1] end
if not epoch then
  redis.call("HSET", key, "app", ARGV[9], "agent", agentOf(ARGV[8]), unpack(ARGV, 11, first - 1))
  if told.secret then listSecret(id, told.secret) end
  endAt(id, string.format("%d", now + told.ttl))
  redis.call("HINCRBY", counts, ARGV[9], 1)
elseif epoch < tonumber(ARGV[3]) then
  leaveOwner(id)
  redis.call("HSET", key, "epoch", ARGV[3], "claim", ARGV[4], "release", told.release)
  redis.call("HDEL", key, "isMoving")
end
giveTo(id, ARGV[6], ARGV[7])
if first < #ARGV then
  redis.call("DEL", keptKey(id))
  for at = first, #ARGV, 2 do redis.call("HSET", keptKey(id), ARGV[at], ARGV[at + 1]) end
  redis.call("HSET", keptKey(id), "release", told.release)
end
return "stored"
`);

/** The gateways that hold sessions. */
export const allHolders = script(`${sessionLua}
local found = {}
for _, key in ipairs(KEYS) do
  enter(key)
  for _, gateway in ipairs(redis.call("SMEMBERS", holders)) do table.insert(found, gateway) end
end
return found
`);

/** ARGV: a gateway; id, epoch, claim and socket of each session that it holds. */
export const heldBy = script(`${sessionLua}
local found = {}
for _, id in ipairs(redis.call("HKEYS", heldKey(ARGV[2]))) do
  table.insert(found, { id, unpack(redis.call("HMGET", sessionKey(id), "epoch", "claim", "connection")) })
end
return found
`);

/** ARGV: what is counted, and of whom; each is known without looking at the sessions. */
export const count = script(`${sessionLua}
local function all()
  local sum = 0
  for _, value in ipairs(redis.call("HVALS", counts)) do sum = sum + value end
  return sum
end
local counters = {
  all = all,
  app = function(app) return redis.call("HGET", counts, app) or 0 end,
  process = function(process) return redis.call("HLEN", ownedKey(process)) end,
  gateway = function(gateway) return redis.call("HLEN", heldKey(gateway)) end,
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
