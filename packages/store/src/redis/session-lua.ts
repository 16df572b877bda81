/**
 * Lua that all steps of sessions begin with. KEYS[1] says how many sessions of each app there are in a shard, `…:counts`; the
 * other keys lie beside it: `…:session:ID` (the record), `…:kept:ID` (parts of the checkpoint), `…:deadlines` (ids by the time
 * at which they end), `…:holders` (the gateways that hold some). Steps on several shards have a key for each and enter them
 * one after the other.
 *
 * Memory is saved where it does not cost a step anything: a record has no value over 64 bytes and no empty ones, so that Redis
 * keeps it in one piece. What many sessions have in common is written once, in `…:owners` (by process) and `…:agents` (by
 * digest; `…:agentUses` counts who refers to it). `…:owned:PROCESS` and `…:held:GATEWAY` are hashes with ids as fields,
 * which Redis packs up to some size, as it does not with sets. `…:secrets` has for the beginning of a secret's hash the ids of
 * those sessions that may have it; their records say whether they do.
 */
export const sessionLua = `
local base, counts, deadlines, holders, owners, agents, uses, secrets
local function enter(key)
  counts = key
  base = string.sub(key, 1, -7)
  deadlines = base .. "deadlines"
  holders = base .. "holders"
  owners = base .. "owners"
  agents = base .. "agents"
  uses = base .. "agentUses"
  secrets = base .. "secrets"
end
enter(KEYS[1])
local function sessionKey(id) return base .. "session:" .. id end
local function keptKey(id) return base .. "kept:" .. id end
local function ownedKey(process) return base .. "owned:" .. process end
local function heldKey(gateway) return base .. "held:" .. gateway end
local function get(id, field) return redis.call("HGET", sessionKey(id), field) or "" end
local function read(id)
  local flat = redis.call("HGETALL", sessionKey(id))
  local last = #flat
  for at = 1, last, 2 do
    local field, value = flat[at], flat[at + 1]
    if field == "agent" then flat[at + 1] = redis.call("HGET", agents, value) or "" end
    if field == "process" then
      flat[last + 1] = "owner"
      flat[last + 2] = redis.call("HGET", owners, value) or ""
    end
  end
  if last > 0 then
    table.insert(flat, "id")
    table.insert(flat, id)
  end
  return flat
end
local function isFenced(id, epoch, claim)
  local found = redis.call("HMGET", sessionKey(id), "epoch", "claim")
  return found[1] == epoch and found[2] == claim
end
local function listOwned(id, process, owner)
  redis.call("HSET", owners, process, owner)
  redis.call("HSET", ownedKey(process), id, "")
end
local function giveTo(id, process, owner)
  redis.call("HSET", sessionKey(id), "process", process)
  listOwned(id, process, owner)
end
local function leaveOwner(id)
  local process = get(id, "process")
  if process == "" then return end
  redis.call("HDEL", sessionKey(id), "process")
  redis.call("HDEL", ownedKey(process), id)
  if redis.call("EXISTS", ownedKey(process)) == 0 then redis.call("HDEL", owners, process) end
end
local function listHeld(id, gateway)
  redis.call("HSET", heldKey(gateway), id, "")
  redis.call("SADD", holders, gateway)
end
local function leaveGateway(id)
  local gateway = get(id, "gateway")
  if gateway == "" then return end
  redis.call("HDEL", sessionKey(id), "gateway", "connection")
  redis.call("HDEL", heldKey(gateway), id)
  if redis.call("EXISTS", heldKey(gateway)) == 0 then redis.call("SREM", holders, gateway) end
end
local function forgetClient(id)
  local digest = get(id, "agent")
  if digest == "" or redis.call("HINCRBY", uses, digest, -1) > 0 then return end
  redis.call("HDEL", uses, digest)
  redis.call("HDEL", agents, digest)
end
local function agentOf(text)
  local digest = string.sub(redis.sha1hex(text), 1, 16)
  if redis.call("HINCRBY", uses, digest, 1) == 1 then redis.call("HSET", agents, digest, text) end
  return digest
end
local function secretEntry(hash) return string.sub(hash, 1, 12) end
local function withSecret(hash)
  return string.gmatch(redis.call("HGET", secrets, secretEntry(hash)) or "", "%S+")
end
local function listSecret(id, hash)
  local entry = secretEntry(hash)
  if redis.call("HSETNX", secrets, entry, id) == 1 then return end
  redis.call("HSET", secrets, entry, redis.call("HGET", secrets, entry) .. " " .. id)
end
local function unlistSecret(id)
  local hash = get(id, "secret")
  if hash == "" then return end
  local left = {}
  for other in withSecret(hash) do if other ~= id then table.insert(left, other) end end
  if #left > 0 then redis.call("HSET", secrets, secretEntry(hash), table.concat(left, " "))
  else redis.call("HDEL", secrets, secretEntry(hash)) end
end
local function endAt(id, deadline)
  redis.call("HSET", sessionKey(id), "state", "detached", "deadline", deadline)
  redis.call("ZADD", deadlines, deadline, id)
end
local function delete(id)
  local record = read(id)
  local app = get(id, "app")
  leaveOwner(id)
  leaveGateway(id)
  forgetClient(id)
  unlistSecret(id)
  redis.call("DEL", sessionKey(id), keptKey(id))
  redis.call("ZREM", deadlines, id)
  if redis.call("HINCRBY", counts, app, -1) <= 0 then redis.call("HDEL", counts, app) end
  return record
end
`;
