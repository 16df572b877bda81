// One click through two gateways and two workers on Redis, beside a bare `ws` echo, the echo behind nginx and Flet's own
// server with the same counter, in one run: interleaved rounds, ratios to the echo of the same round.
// `npm run bench -- cluster [--python PYTHON] [--sessions 1,300] [--rounds 5]`
import { writeFileSync } from "node:fs";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import {
  openCluster,
  openEcho,
  openFlet,
  openProxiedEcho,
  type Target,
} from "./cluster/targets.ts";
import { Clickers } from "./flet/clickers.ts";
import { busySeconds, cpuSeconds } from "./hot-path/process-stats.ts";
import { median } from "./median.ts";

const { values: options } = parseArgs({
  options: {
    python: { type: "string" },
    rounds: { type: "string", default: "5" },
    sessions: { type: "string", default: "1,300" },
    "click-ms": { type: "string", default: "3000" },
    json: { type: "string" },
  },
});
const loads = options.sessions.split(",").map(Number);
const clickMs = Number(options["click-ms"]);
const warmUpMs = 1_000;
const restMs = 2_500; // the sessions of the last load expire, and their seats are free again

interface Measured {
  readonly clicksPerS: number;
  readonly cpuUs: number;
  readonly p50Us: number;
  readonly p99Us: number;
  /** Cores that other programs kept busy meanwhile. */
  readonly foreignCores: number;
}

async function measure(target: Target, sessions: number): Promise<Measured> {
  const clickers = new Clickers();
  try {
    const { urls, isEcho } = target;
    await clickers.tell({ urls, isEcho, sessions, clickMs: warmUpMs });
    const pids = target.pids();
    const before = { cpu: cpuSeconds(pids), load: cpuSeconds([clickers.pid]), busy: busySeconds() };
    const result = await clickers.tell({ urls, isEcho, sessions: 0, clickMs });
    const cpu = cpuSeconds(pids) - before.cpu;
    const load = cpuSeconds([clickers.pid]) - before.load;
    const foreign = busySeconds() - before.busy - cpu - load;
    return {
      clicksPerS: result.clicks / result.clickSeconds,
      cpuUs: (cpu / result.clicks) * 1e6,
      p50Us: result.p50Us,
      p99Us: result.p99Us,
      foreignCores: Math.max(0, foreign / result.clickSeconds),
    };
  } finally {
    await clickers.quit();
    await sleep(target.isEcho ? 0 : restMs);
  }
}

await using stack = new AsyncDisposableStack();
const targets: Target[] = [];
const add = (target: Target | undefined): void => {
  if (target !== undefined) targets.push(stack.use(target));
};
add(await openEcho("echo"));
add(await openEcho("echo again"));
add(await openProxiedEcho());
add(await openCluster("cluster", Math.max(...loads)));
add(await openCluster("cluster, one gateway", Math.max(...loads), 1));
if (options.python !== undefined) add(await openFlet(options.python));
if (!targets.some(({ name }) => name.includes("nginx")))
  print("without nginx: it is not installed");

const lines: object[] = [];
for (const sessions of loads) {
  const rounds: Measured[][] = [];
  for (let round = 0; round < Number(options.rounds); round++) {
    const measured: Measured[] = [];
    for (const target of targets) measured.push(await measure(target, sessions));
    rounds.push(measured);
  }
  report(sessions, rounds);
}
if (options.json !== undefined) {
  writeFileSync(options.json, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function report(sessions: number, rounds: readonly Measured[][]): void {
  print(
    `\n${sessions} sessions, one click in flight for each; medians of ${rounds.length} rounds\n`,
  );
  print(
    "| server | clicks/s | CPU µs | p50 µs | p99 µs | clicks / echo | CPU / echo | p50 / echo | other programs, cores |",
  );
  print("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
  targets.forEach(({ name }, at) => {
    const value = (key: keyof Measured): number =>
      median(rounds.map((round) => round[at]?.[key] ?? Number.NaN));
    const ratio = (key: keyof Measured): string => {
      const all = rounds.map((round) => (round[at]?.[key] ?? 0) / (round[0]?.[key] ?? 1));
      const [least, most] = [Math.min(...all), Math.max(...all)];
      lines.push({
        bench: "cluster",
        sessions,
        server: name,
        key,
        ratio: median(all),
        least,
        most,
      });
      return `${median(all).toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
    };
    const cells = [
      name,
      value("clicksPerS").toFixed(0),
      value("cpuUs").toFixed(1),
      value("p50Us").toFixed(0),
      value("p99Us").toFixed(0),
      ratio("clicksPerS"),
      ratio("cpuUs"),
      ratio("p50Us"),
      value("foreignCores").toFixed(2),
    ];
    print(`| ${cells.join(" | ")} |`);
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
