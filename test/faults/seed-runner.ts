import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { FaultCampaign, type RunSoFar } from "./fault-campaign.ts";
import { type SeedOrder, tooLate } from "./seed-jobs.ts";
import type { BadRun, SeedReport } from "./seed-report.ts";

const campaign = new FaultCampaign({ plant: process.argv.includes("fence") ? "fence" : undefined });

async function badRun(seed: number, run: RunSoFar, name: string): Promise<BadRun> {
  const { violations, lines } = run;
  const file = join(tmpdir(), `flotilla-seed-${seed}${name}.jsonl`);
  await writeFile(file, lines());
  const concerned = violations.find(({ session }) => session !== "")?.session ?? "none";
  return { violations, file, excerpt: lines(concerned) };
}

async function report({ seed, ...special }: SeedOrder): Promise<SeedReport> {
  const { repeated, ...run } = await campaign.run(seed, special);
  const { faults, clicks, tookMs, violations } = run;
  return {
    ...{ seed, faults, clicks, tookMs },
    ...(violations.length > 0 && { bad: await badRun(seed, run, "") }),
    repeated: await Promise.all(repeated.map((each, n) => badRun(seed, each, `-late-${n + 1}`))),
  };
}

/** Of a seed that does not come to an end. */
async function halfReport(seed: number): Promise<SeedReport> {
  const run = campaign.soFar(seed);
  return { ...run, bad: await badRun(seed, run, ""), repeated: [] };
}

process.on("SIGINT", () => {}); // whoever has started it says when it ends
let seed = 0;
process.on("message", (order: SeedOrder | typeof tooLate) => {
  if (order !== tooLate) ({ seed } = order);
  const told = order === tooLate ? halfReport(seed) : report(order);
  void told.then((each) => process.connected && process.send?.(each));
});
process.once("disconnect", () => {
  void campaign[Symbol.asyncDispose]().finally(() => process.exit());
});
