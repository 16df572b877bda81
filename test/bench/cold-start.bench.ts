// Cold start of app processes by tier: from the request to "ready", beside a bare `node -e 0` measured in turns with it.
// `npm run bench -- cold-start [--rounds 15] [--json]`
import { execFileSync, spawnSync } from "node:child_process";
import process from "node:process";
import { parseArgs } from "node:util";
import type { Tier } from "@flotilla/worker";
import { addRelease, hasBubblewrap, isRoot, openWorld, quietProgram } from "../worker/world.ts";
import { median } from "./median.ts";

interface Row {
  readonly start: string;
  readonly medianMs: number;
  readonly p90Ms: number;
  /** Of medians, in the same run. */
  readonly toBareNode: number;
  readonly residentMb?: number;
}

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "15" }, json: { type: "boolean", default: false } },
});
const rounds = Number(values.rounds);
const tiers: readonly Tier[] =
  hasBubblewrap && isRoot ? ["full", "jail", "landlock", "none"] : ["none"];

/** Enough of a program to need the SDK. */
const program = `${quietProgram}\n`;

const bare: number[] = [];
const byTier = new Map<Tier, { ms: number[]; rss: number[] }>();
for (const tier of tiers) byTier.set(tier, await measure(tier));
const base = median(bare);
const rows: Row[] = [
  { start: "node -e 0", medianMs: round(base), p90Ms: round(percentile(bare, 0.9)), toBareNode: 1 },
  ...[...byTier].map(([tier, { ms, rss }]) => ({
    start: `app process, ${tier}`,
    medianMs: round(median(ms)),
    p90Ms: round(percentile(ms, 0.9)),
    toBareNode: round(median(ms) / base),
    residentMb: Math.round(median(rss) / 2 ** 20),
  })),
];
process.stdout.write(
  values.json ? `${JSON.stringify({ bench: "cold-start", rounds, rows })}\n` : tableOf(rows),
);

function tableOf(all: readonly Row[]): string {
  const lines = all.map(({ start, medianMs, p90Ms, toBareNode, residentMb }) =>
    [start.padEnd(24), medianMs, p90Ms, `x${toBareNode}`, residentMb ?? ""].join("\t"),
  );
  return `${["start".padEnd(24), "median ms", "p90 ms", "to node", "MB"].join("\t")}\n${lines.join("\n")}\n`;
}

async function measure(maxTier: Tier): Promise<{ ms: number[]; rss: number[] }> {
  await using world = await openWorld({ maxTier, processesPerApp: 1_000 });
  const release = await addRelease(world.catalog, "bench", program, {});
  const ms: number[] = [];
  const rss: number[] = [];
  for (let at = -2; at < rounds; at += 1) {
    const nodeMs = timed(() => spawnSync(process.execPath, ["-e", "0"]));
    const begun = performance.now();
    const started = await world.worker.startProcess({
      team: "bench",
      app: "app",
      release: release.id,
    });
    const startMs = performance.now() - begun;
    const resident = residentBytes(started.pid);
    await world.worker.endProcess(started.id);
    if (at < 0) continue; // the first two fill caches
    bare.push(nodeMs);
    ms.push(startMs);
    rss.push(resident);
  }
  return { ms, rss };
}

/** Of the whole tree: bubblewrap's two processes and Node. */
function residentBytes(pid: number): number {
  const pids = execFileSync("/bin/sh", [
    "-c",
    `t() { echo $1; for c in $(cat /proc/$1/task/$1/children); do t $c; done; }; t ${pid}`,
  ])
    .toString()
    .trim()
    .split("\n");
  return pids.reduce((sum, each) => {
    const statm = execFileSync("/bin/cat", [`/proc/${each}/statm`])
      .toString()
      .split(" ");
    return sum + Number(statm[1]) * 4096;
  }, 0);
}

function timed(run: () => unknown): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}

function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
