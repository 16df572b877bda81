import { recordFields } from "./session-fields.ts";

/**
 * Lua that all steps of sessions begin with. KEYS[1] says how many sessions there are in a shard, `…:counts`, by gateway (none
 * of those that have no socket) and app; the other keys lie beside it: `…:session:ID` (the record), `…:kept:ID` (parts of the
 * checkpoint), `…:deadlines` (ids by the time at which they end). Steps on several shards have a key for each and enter them
 * one after the other.
 *
 * A record is one text, read and written as a whole: that takes Redis a quarter of the time of a hash with as many fields, and
 * no more memory. What sessions of a process have in common is written once, in `…:owners`. `…:owned:PROCESS` has their ids
 * and gateways, that without a process those of suspended ones; it is a hash, which Redis packs up to some size, as it does
 * not with a set. `…:secrets` has for the beginning of a secret's hash the ids of those sessions that may have it; their
 * records say whether they do.
 */
export const shardLua = `
local base, counts
local function enter(key)
  counts = key
  base = string.sub(key, 1, -7)
end
enter(KEYS[1])
`;

/** For steps that list a session under the hash of its secret. */
export const secretLua = `
local function listSecret(id, hash)
  local secrets, entry = base .. "secrets", string.sub(hash, 1, 12)
  if redis.call("HSETNX", secrets, entry, id) == 1 then return end
  redis.call("HSET", secrets, entry, redis.call("HGET", secrets, entry) .. " " .. id)
end
`;

const names = recordFields.join(", ");
const pattern = `^${"([^\\n]*)\\n".repeat(recordFields.length - 1)}(.*)$`;

/** The same for steps that read records: a table of strings each, empty for what there is not. Who changes one saves it. */
export const sessionLua = `${shardLua}${secretLua}
local function parse(id, text)
  local ${names} = string.match(text, "${pattern}")
  return { id = id, text = text, ${recordFields.map((name) => `${name} = ${name}`).join(", ")} }
end
local function find(id)
  local text = redis.call("GET", base .. "session:" .. id)
  return text and parse(id, text)
end
local function fenced(id, epoch, claim)
  local s = find(id)
  return s and s.epoch == epoch and s.claim == claim and s
end
local function save(s)
  s.text = table.concat({ ${recordFields.map((name) => `s.${name}`).join(", ")} }, "\\n")
  redis.call("SET", base .. "session:" .. s.id, s.text)
end
local function told(s)
  return { s.id, s.text, s.process ~= "" and redis.call("HGET", base .. "owners", s.process) or "" }
end
local function whole(number) return string.format("%d", number) end
local function ownedKey(s) return base .. "owned:" .. s.process end
local function unlistOwned(s)
  redis.call("HDEL", ownedKey(s), s.id)
  if s.process ~= "" and redis.call("EXISTS", ownedKey(s)) == 0 then
    redis.call("HDEL", base .. "owners", s.process)
  end
end
local function giveTo(s, process, owner)
  unlistOwned(s)
  s.process = process
  redis.call("HSET", ownedKey(s), s.id, s.gateway)
  if process ~= "" then redis.call("HSET", base .. "owners", process, owner) end
end
local function tally(s, by)
  local field = s.gateway .. "\\n" .. s.app
  if redis.call("HINCRBY", counts, field, by) <= 0 then redis.call("HDEL", counts, field) end
end
local function connect(s, gateway, connection)
  s.connection = connection
  if s.gateway == gateway then return end
  -- First what frees: a Redis that is full lets a script go on that has begun to write.
  redis.call("HDEL", ownedKey(s), s.id)
  tally(s, -1)
  s.gateway = gateway
  tally(s, 1)
  redis.call("HSET", ownedKey(s), s.id, gateway)
end
local function withSecret(hash)
  return string.gmatch(redis.call("HGET", base .. "secrets", string.sub(hash, 1, 12)) or "", "%S+")
end
local function unlistSecret(s)
  if s.secret == "" then return end
  local left = {}
  for other in withSecret(s.secret) do if other ~= s.id then table.insert(left, other) end end
  local secrets, entry = base .. "secrets", string.sub(s.secret, 1, 12)
  if #left > 0 then redis.call("HSET", secrets, entry, table.concat(left, " "))
  else redis.call("HDEL", secrets, entry) end
end
local function endAt(s, deadline)
  s.state, s.deadline = "detached", deadline
  redis.call("ZADD", base .. "deadlines", deadline, s.id)
end
local function stayAlive(s)
  if s.deadline == "" then return end
  redis.call("ZREM", base .. "deadlines", s.id)
  s.deadline = ""
end
local function delete(s)
  local record = told(s)
  redis.call("DEL", base .. "session:" .. s.id, base .. "kept:" .. s.id)
  unlistOwned(s)
  unlistSecret(s)
  stayAlive(s)
  tally(s, -1)
  return record
end
`;
