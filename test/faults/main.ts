import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { CampaignTally } from "./campaign-tally.ts";
import { SeedJobs, type SeedOrder } from "./seed-jobs.ts";
import type { BadRun, SeedReport } from "./seed-report.ts";

const usage = `Usage: npm run faults -- [OPTIONS]

Runs random schedules of faults, each against a cluster in one process, and checks what its visitors, its apps and its store saw.

  --seeds <N>      how many schedules (default: 100)
  --seed <K>       the first one, or the only one (default: 1)
  --jobs <N>       how many run beside each other (default: one more than there are processors)
  --minutes <M>    begins none after so many minutes
  --lasting <M>    each schedule goes on for so many minutes, at a calmer pace
  --plant fence    takes a safeguard out: the checker has to notice
  --keep-going     goes on after a violation
  --verbose        prints the whole history of a violation, with the logs
  -h, --help       print this help

Ends with 1 if something was violated, with 130 if it was interrupted before it was done.
`;

const minuteMs = 60_000;
const tellEveryMs = 30_000;
const string = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    seeds: string,
    seed: string,
    jobs: string,
    minutes: string,
    lasting: string,
    plant: string,
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
const jobs = Math.min(Number(values.jobs ?? availableParallelism() + 1), count);
const minutes = Number(values.minutes ?? Number.POSITIVE_INFINITY);
const lasting = Number(values.lasting ?? 0);
const isPlanted = values.plant === "fence";
const areNumbers = [first, count, jobs].every(Number.isInteger) && jobs > 0 && minutes > 0;
if (!areNumbers || !(lasting >= 0) || (values.plant !== undefined && !isPlanted)) {
  process.stderr.write(usage);
  process.exit(2);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const tally = new CampaignTally(count);
const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => interrupt.abort());

function* orders(): Generator<SeedOrder, undefined> {
  const end = performance.now() + minutes * minuteMs;
  for (let seed = first; seed < first + count && performance.now() < end; seed++) {
    if (tally.bad > 0 && !values["keep-going"]) return;
    yield { seed, ...(lasting > 0 && { lastsMs: lasting * minuteMs }) };
  }
}

async function tellBad(how: string, { violations, file, excerpt }: BadRun): Promise<void> {
  for (const { rule, session, text } of violations) say(`  ${how} [${rule}] ${session} ${text}`);
  if (file !== "") say(`  its whole history: ${file}`);
  if (how === "late") return;
  say(values.verbose && file !== "" ? await readFile(file, "utf8") : excerpt);
}

async function tell({ seed, bad, repeated, faults, clicks, tookMs }: SeedReport): Promise<void> {
  const how = bad === undefined ? "ok" : "VIOLATED";
  const happened = Object.values(faults).reduce((sum, times) => sum + times, 0);
  const note = repeated.length > 0 ? `, repeated on a busy machine` : "";
  say(`seed ${seed}: ${how}, ${happened} faults, ${clicks} clicks, ${tookMs} ms${note}`);
  for (const each of repeated) await tellBad("late", each);
  if (bad === undefined) return;
  await tellBad("violated", bad);
  say(`  again: npm run faults -- --seed ${seed} --verbose`);
}

{
  await using running = new SeedJobs({ plant: isPlanted ? "fence" : undefined });
  const telling = setInterval(() => say(tally.progress), tellEveryMs);
  await running.run(
    jobs,
    orders(),
    async (report) => {
      tally.add(report);
      await tell(report);
    },
    interrupt.signal,
  );
  clearInterval(telling);
  say(tally.summary);
}
const hasEnded = interrupt.signal.aborted ? 130 : 0;
process.exitCode = tally.bad > 0 ? 1 : hasEnded;
