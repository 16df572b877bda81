import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { FaultCampaign } from "./fault-campaign.ts";

const usage = `Usage: npm run faults -- [OPTIONS]

Runs random schedules of faults against a cluster in this process and checks what its visitors, its apps and its store saw.

  --seeds <N>      how many schedules (default: 100)
  --seed <K>       the first one, or the only one (default: 1)
  --minutes <M>    stops after so many minutes
  --plant fence    takes a safeguard out: the checker has to notice
  --keep-going     goes on after a violation
  --verbose        prints the whole history of a violation, with the logs
  -h, --help       print this help
`;

const { values } = parseArgs({
  options: {
    seeds: { type: "string" },
    seed: { type: "string" },
    minutes: { type: "string" },
    plant: { type: "string" },
    "keep-going": { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const first = Number(values.seed ?? 1);
const count = Number(values.seeds ?? (values.seed === undefined ? 100 : 1));
const isPlanted = values.plant === "fence";
if (![first, count].every(Number.isInteger) || (values.plant !== undefined && !isPlanted)) {
  process.stderr.write(usage);
  process.exit(2);
}
const end = performance.now() + Number(values.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
let bad = 0;
let ran = 0;
{
  await using campaign = new FaultCampaign(isPlanted ? { plant: "fence" } : {});
  for (let seed = first; seed < first + count && performance.now() < end; seed++) {
    const { violations, faults, clicks, tookMs, lines, isStarved } = await campaign.run(seed);
    ran++;
    const how = violations.length === 0 ? "ok" : "VIOLATED";
    const note = isStarved ? ", on a busy machine" : "";
    say(`seed ${seed}: ${how}, ${faults} faults, ${clicks} clicks, ${tookMs} ms${note}`);
    if (violations.length === 0) continue;
    bad++;
    for (const { rule, session, text } of violations) say(`  [${rule}] ${session} ${text}`);
    const file = join(tmpdir(), `flotilla-seed-${seed}.jsonl`);
    await writeFile(file, lines());
    if (values.verbose) say(lines());
    else say(lines(violations.find(({ session }) => session !== "")?.session ?? "none"));
    say(`  whole history: ${file}; again: npm run faults -- --seed ${seed} --verbose`);
    if (!values["keep-going"]) break;
  }
}
say(`${ran} seeds, ${bad} with violations`);
process.exitCode = bad > 0 ? 1 : 0;
