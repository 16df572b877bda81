// What many clicking sessions notice when one session of the same app process receives 80 MB/s over the same link: their
// p99 with it and without it, interleaved; two rounds without it say how much of the ratio is noise.
// `npm run bench -- bulk [--sessions 500] [--rate 5000] [--rounds 7]`
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Generator, start } from "./hot-path/bench-processes.ts";
import type { RunResult } from "./hot-path/generator.ts";
import { Histogram } from "./hot-path/histogram.ts";
import { median } from "./median.ts";

const { values: options } = parseArgs({
  options: {
    sessions: { type: "string", default: "500" },
    rate: { type: "string", default: "5000" },
    rounds: { type: "string", default: "7" },
    "every-ms": { type: "string", default: "100" },
    "warmup-ms": { type: "string", default: "1000" },
    "measure-ms": { type: "string", default: "4000" },
    "server-cpu": { type: "string", default: "0" },
    "load-cpu": { type: "string", default: cpus().length > 2 ? "2" : "1" },
    json: { type: "string" },
  },
});
const phase = { warmupMs: Number(options["warmup-ms"]), measureMs: Number(options["measure-ms"]) };
const programs = {
  gateway: new URL("./hot-path/gateway-server.ts", import.meta.url),
  bulk: new URL("./hot-path/bulk-client.ts", import.meta.url),
};
const cases = ["without", "with", "without again"] as const;

interface Measured {
  readonly p50Us: number;
  readonly p99Us: number;
  readonly latenessP99Us: number;
  readonly unanswered: number;
  /** What the one session got meanwhile. */
  readonly bulkMbPerS: number;
}

const serverCpu = options["server-cpu"];
const gateway = await start<{ url: string }>(programs.gateway, serverCpu, serverCpu);
const rounds: Measured[][] = [];
try {
  for (let round = 0; round < Number(options.rounds); round++) {
    const measured: Measured[] = [];
    for (const each of cases) measured.push(await measure(each === "with"));
    rounds.push(measured);
  }
} finally {
  await gateway.stop();
}
report();

async function measure(hasBulk: boolean): Promise<Measured> {
  const { url } = gateway.ready;
  const generator = new Generator(options["load-cpu"]);
  const sessions = Number(options.sessions);
  await generator.tell({ type: "connect", url, sessions, entrance: "ws", registers: true });
  const bulk = hasBulk
    ? await start(programs.bulk, options["load-cpu"], url, options["every-ms"])
    : undefined;
  const received = async (): Promise<number> => {
    if (bulk === undefined) return 0;
    const answer = once(bulk.child, "message");
    bulk.child.send("bytes");
    return Number((await answer)[0]);
  };
  const ratePerS = Number(options.rate);
  const running = generator.tell<RunResult>({ type: "run", ...phase, ratePerS });
  await sleep(phase.warmupMs);
  await received();
  const from = performance.now();
  await sleep(phase.measureMs);
  const bytes = await received();
  const bulkMbPerS = bytes / 1_000 / (performance.now() - from);
  const result = await running;
  await bulk?.stop();
  await generator.quit();
  await sleep(300); // the gateway lets go of the sockets
  const latency = new Histogram();
  latency.merge(result.latency);
  const lateness = new Histogram();
  lateness.merge(result.lateness);
  return {
    p50Us: latency.quantile(0.5),
    p99Us: latency.quantile(0.99),
    latenessP99Us: lateness.quantile(0.99),
    unanswered: result.unanswered,
    bulkMbPerS,
  };
}

function report(): void {
  print(
    `${options.sessions} sessions, ${options.rate} events/s; medians of ${rounds.length} rounds\n`,
  );
  print(
    "| the one session | MB/s | p50 µs | p99 µs | p99 / without | lateness p99 µs | unanswered |",
  );
  print("|---|--:|--:|--:|--:|--:|--:|");
  const lines = cases.map((name, at) => {
    const value = (key: keyof Measured): number =>
      median(rounds.map((round) => round[at]?.[key] ?? Number.NaN));
    const ratios = rounds.map((round) => (round[at]?.p99Us ?? 0) / (round[0]?.p99Us ?? 1));
    const [ratio, least, most] = [median(ratios), Math.min(...ratios), Math.max(...ratios)];
    const cells = [
      name,
      value("bulkMbPerS").toFixed(0),
      value("p50Us").toFixed(0),
      value("p99Us").toFixed(0),
      `${ratio.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`,
      value("latenessP99Us").toFixed(0),
      value("unanswered").toFixed(0),
    ];
    print(`| ${cells.join(" | ")} |`);
    return { bench: "bulk", case: name, ratio, least, most };
  });
  if (options.json !== undefined) {
    writeFileSync(options.json, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
