import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { type CampaignRun, FaultCampaign } from "./fault-campaign.ts";
import type { SeedOrder } from "./seed-jobs.ts";
import type { BadRun, SeedReport } from "./seed-report.ts";

const campaign = new FaultCampaign({ plant: process.argv.includes("fence") ? "fence" : undefined });

async function badRun(seed: number, run: CampaignRun, name: string): Promise<BadRun> {
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

process.on("SIGINT", () => {}); // whoever has started it says when it ends
process.on("message", (order: SeedOrder) => {
  void report(order).then((told) => process.connected && process.send?.(told));
});
process.once("disconnect", () => {
  void campaign[Symbol.asyncDispose]().finally(() => process.exit());
});
