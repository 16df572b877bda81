import { script } from "./redis-client.ts";

/** How long a topic is kept that nobody appends to. */
const keepMs = 86_400_000;
/** Senders whose last number is remembered; those that are silent the longest are forgotten. */
const maxOrigins = 512;

/**
 * Appends what its sender has not appended before. KEYS: stream, state. ARGV: origin, number of the first payload, most
 * messages, most bytes, a name for the topic if it is new, payloads. The state counts messages and bytes of the topic,
 * also those before its first entry, and holds each sender's last number and when that was; every entry holds its own count, so that a hole shows.
 */
export const appendToTopic = script(`
local stream, state = KEYS[1], KEYS[2]
local origin, first, most, mostBytes = "o" .. ARGV[2], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5])
local name = redis.call("HGET", state, "name")
if not name then
  name = ARGV[6]
  redis.call("DEL", stream)
  redis.call("HSET", state, "name", name)
end
local number = tonumber(redis.call("HGET", state, "number") or "0")
local bytes = tonumber(redis.call("HGET", state, "bytes") or "0")
local known = redis.call("HGET", state, origin)
local last = known and tonumber(string.match(known, "^%d+")) or 0
for i = 7, #ARGV do
  if first + i - 7 > last then
    last = first + i - 7
    number = number + 1
    bytes = bytes + #ARGV[i]
    redis.call("XADD", stream, "MAXLEN", "~", most, "*",
      "o", ARGV[2], "n", string.format("%.0f", number), "b", string.format("%.0f", bytes), "g", name, "p", ARGV[i])
  end
end
local before = tonumber(redis.call("HGET", state, "before") or "0")
while bytes - before > mostBytes do
  local head = redis.call("XRANGE", stream, "-", "+", "COUNT", 1)[1]
  if not head then break end
  before = tonumber(head[2][6]) - #head[2][10]
  if bytes - before > mostBytes then redis.call("XDEL", stream, head[1]) end
end
if not known and redis.call("HLEN", state) > ${maxOrigins} then
  local all, oldest, oldestAt = redis.call("HGETALL", state), nil, nil
  for i = 1, #all, 2 do
    local at = string.sub(all[i], 1, 1) == "o" and tonumber(string.match(all[i + 1], "%d+$"))
    if at and (not oldestAt or at < oldestAt) then oldest, oldestAt = all[i], at end
  end
  if oldest then redis.call("HDEL", state, oldest) end
end
redis.call("HSET", state, "number", string.format("%.0f", number), "bytes", string.format("%.0f", bytes),
  "before", string.format("%.0f", before),
  origin, string.format("%.0f", last) .. ":" .. string.format("%.0f", now))
redis.call("PEXPIRE", stream, ${keepMs})
redis.call("PEXPIRE", state, ${keepMs})
`);

/** The end of a topic: id of its last entry, name, count. KEYS: stream, state. */
export const endOfTopic = script(`
local last = redis.call("XREVRANGE", KEYS[1], "+", "-", "COUNT", 1)[1]
local state = redis.call("HMGET", KEYS[2], "name", "number")
return { last and last[1] or "0-0", state[1] or "", state[2] or "0" }
`);

/** Ends a read that waits. KEYS: the reader's own stream. */
export const wakeReader = script(`
redis.call("XADD", KEYS[1], "MAXLEN", "1", "*", "w", "1")
redis.call("PEXPIRE", KEYS[1], 60000)
`);
