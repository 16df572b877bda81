import { readdir, readFile } from "node:fs/promises";
import process from "node:process";
import { descendantsOf, isRunning } from "../support/process-tree.ts";
import type { FaultCluster } from "../support/start-cluster.ts";

/** More than any number of seeds on one cluster comes to, and less than what a leak of every seed does. */
const most = { descriptors: 500, keys: 400, heapBytes: 96 * 2 ** 20 };

/** Where an id is found in the names and members of keys; first how many keys there are. */
const search = `
local keys = redis.call("KEYS", "*")
local found = { #keys }
for _, key in ipairs(keys) do
  local texts = { key }
  local kind = redis.call("TYPE", key).ok
  local members = {}
  if kind == "hash" then members = redis.call("HGETALL", key)
  elseif kind == "set" then members = redis.call("SMEMBERS", key)
  elseif kind == "zset" then members = redis.call("ZRANGE", key, 0, -1) end
  for _, each in ipairs(members) do table.insert(texts, each) end
  for _, id in ipairs(ARGV) do
    for _, text in ipairs(texts) do
      if string.find(text, id, 1, true) then table.insert(found, key) break end
    end
  end
end
return found`;

/** What a cluster whose visitors have said goodbye still holds, and should not; nothing if all is well. */
export async function remainsOf(
  cluster: FaultCluster,
  sessionIds: readonly string[],
): Promise<string> {
  const found = await Promise.all([
    orphans(cluster),
    descriptors(),
    keys(cluster, sessionIds),
    heaps(cluster),
  ]);
  return found.filter((text) => text !== "").join("; ");
}

/** App processes that no worker knows of. */
async function orphans(cluster: FaultCluster): Promise<string> {
  const programs: number[] = [];
  for (const pid of await descendantsOf(process.pid)) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.includes("main.mjs")) programs.push(pid);
  }
  const known = new Set((await Promise.all(cluster.workers.map((each) => each.appPids()))).flat());
  const strangers = programs.filter((pid) => !known.has(pid));
  const left: number[] = [];
  for (const pid of strangers) if (await isRunning(pid)) left.push(pid);
  return left.length === 0 ? "" : `app processes ${left} are nobody's`;
}

async function descriptors(): Promise<string> {
  const count = (await readdir("/proc/self/fd")).length;
  return count <= most.descriptors ? "" : `${count} descriptors are open`;
}

async function keys(cluster: FaultCluster, sessionIds: readonly string[]): Promise<string> {
  const told = await cluster.redis.command(["eval", search, "0", ...sessionIds]);
  const [count, ...found] = told.trim().split("\n");
  if (found.length > 0) return `sessions that have ended are still in ${[...new Set(found)]}`;
  return Number(count) <= most.keys ? "" : `${count} keys are in Redis`;
}

/** Of gateways and workers, without garbage. */
async function heaps(cluster: FaultCluster): Promise<string> {
  const nodes = [...cluster.nodes.values()];
  const full = await Promise.all(
    nodes.map(async (node) => {
      if ((await node.heapBytes()) <= most.heapBytes) return "";
      const bytes = await node.heapBytes("collected");
      return bytes <= most.heapBytes ? "" : `${node.name} holds ${bytes} bytes `;
    }),
  );
  return full.join("");
}
