// Event → app → patch → client through the gateway, beside a bare `ws` echo in the same run. Ratios of interleaved
// pairs are the result; the echo measured against itself (A/A) says how much of them is noise.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import process from "node:process";
import { parseArgs } from "node:util";
import { Generator, start } from "./hot-path/bench-processes.ts";
import type { Entrance, RunResult } from "./hot-path/generator.ts";
import { Histogram } from "./hot-path/histogram.ts";
import { busySeconds, cpuSeconds, residentMib } from "./hot-path/process-stats.ts";
import { median } from "./median.ts";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    sessions: { type: "string", default: "1,100,1000" },
    rates: { type: "string", default: "2000,20000" },
    "warmup-ms": { type: "string", default: "2000" },
    "measure-ms": { type: "string", default: "4000" },
    "server-cpu": { type: "string", default: "0" },
    "app-cpu": { type: "string", default: "1" },
    "load-cpu": { type: "string", default: cpus().length > 2 ? "2" : "1" },
    entrance: { type: "string", default: "ws" },
    json: { type: "string" },
  },
});
const entrance: Entrance = options.entrance === "socket.io" ? "socket.io" : "ws";
const phase = { warmupMs: Number(options["warmup-ms"]), measureMs: Number(options["measure-ms"]) };

interface Target {
  readonly name: "echo" | "echo again" | "gateway";
  readonly url: string;
  readonly pids: readonly number[];
}

interface Measurement {
  readonly target: Target["name"];
  readonly sessions: number;
  readonly ratePerS: number | null;
  readonly eventsPerS: number;
  readonly cpuUs: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly latenessP99Us: number;
  readonly unanswered: number;
  readonly residentMib: number;
  /** Cores that other programs kept busy meanwhile. */
  readonly foreignCores: number;
}

async function measure(target: Target, sessions: number, ratePerS?: number): Promise<Measurement> {
  const generator = new Generator(options["load-cpu"]);
  const registers = target.name === "gateway";
  await generator.tell({ type: "connect", url: target.url, sessions, entrance, registers });
  const running = generator.tell<RunResult>({
    type: "run",
    ...phase,
    ...(ratePerS !== undefined && { ratePerS }),
  });
  await sleep(phase.warmupMs + 20);
  const before = {
    cpu: cpuSeconds(target.pids),
    load: cpuSeconds([generator.pid]),
    busy: busySeconds(),
    at: performance.now(),
  };
  await sleep(phase.measureMs - 40);
  const seconds = (performance.now() - before.at) / 1_000;
  const cpu = cpuSeconds(target.pids) - before.cpu;
  const load = cpuSeconds([generator.pid]) - before.load;
  const foreignCores = (busySeconds() - before.busy - cpu - load) / seconds;
  const resident = residentMib(target.pids);
  const result = await running;
  await generator.quit();
  await sleep(300); // the server lets go of the sockets
  const latency = new Histogram();
  latency.merge(result.latency);
  const lateness = new Histogram();
  lateness.merge(result.lateness);
  const eventsPerS = result.done / (phase.measureMs / 1_000);
  return {
    target: target.name,
    sessions,
    ratePerS: ratePerS ?? null,
    eventsPerS: Math.round(eventsPerS),
    cpuUs: round((cpu / seconds / eventsPerS) * 1e6),
    p50Us: latency.quantile(0.5),
    p99Us: latency.quantile(0.99),
    latenessP99Us: lateness.count > 0 ? lateness.quantile(0.99) : 0,
    unanswered: result.unanswered,
    residentMib: round(resident),
    foreignCores: round(Math.max(0, foreignCores)),
  };
}

/** An open loop that hides a stop of 400 ms measures nothing; refuse to go on then. */
async function selfTest(target: Target): Promise<void> {
  const generator = new Generator(options["load-cpu"]);
  const order = { type: "connect", url: target.url, sessions: 50, entrance } as const;
  await generator.tell({ ...order, registers: false });
  const running = generator.tell<RunResult>({
    type: "run",
    warmupMs: 300,
    measureMs: 2_000,
    ratePerS: 1_000,
  });
  await sleep(1_000);
  for (const pid of target.pids) process.kill(pid, "SIGSTOP");
  await sleep(400);
  for (const pid of target.pids) process.kill(pid, "SIGCONT");
  const latency = new Histogram();
  latency.merge((await running).latency);
  await generator.quit();
  const p99 = latency.quantile(0.99);
  if (p99 < 300_000) throw new Error(`self-test: a stop of 400 ms gave a p99 of ${p99} µs`);
  print(`self-test: a stop of 400 ms shows as a p99 of ${Math.round(p99 / 1_000)} ms\n`);
}

const programs = {
  echo: new URL("./hot-path/echo-server.ts", import.meta.url),
  gateway: new URL("./hot-path/gateway-server.ts", import.meta.url),
};
type Server = { readonly url: string; readonly pids: readonly number[] };
const serverCpu = options["server-cpu"];
const echo = await start<Server>(programs.echo, serverCpu, entrance);
const gateway = await start<Server>(programs.gateway, serverCpu, options["app-cpu"], entrance);
const targets: readonly Target[] = [
  { name: "echo", ...echo.ready },
  { name: "gateway", ...gateway.ready },
  { name: "echo again", ...echo.ready },
];
const measurements: Measurement[] = [];
const summary: object[] = [];
try {
  await selfTest({ name: "echo", ...echo.ready });
  const loads: { sessions: number; ratePerS?: number }[] = [
    ...numbers(options.sessions).map((sessions) => ({ sessions })),
    ...numbers(options.rates).map((ratePerS) => ({ sessions: 1_000, ratePerS })),
  ];
  for (const load of loads) {
    const rounds: Measurement[][] = [];
    for (let i = 0; i < Number(options.rounds); i++) {
      const round: Measurement[] = [];
      for (const target of targets) round.push(await measure(target, load.sessions, load.ratePerS));
      rounds.push(round);
      measurements.push(...round);
    }
    report(load, rounds);
  }
} finally {
  for (const server of [echo, gateway]) await server.stop();
}
if (options.json !== undefined) {
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(
    options.json,
    `${JSON.stringify({ machine, options, summary, measurements }, null, 1)}\n`,
  );
}

function report(load: { sessions: number; ratePerS?: number }, rounds: Measurement[][]): void {
  const title =
    load.ratePerS === undefined ? "closed loop" : `open loop, ${load.ratePerS} events/s`;
  print(`${load.sessions} sessions, ${title} (${rounds.length} rounds, medians)`);
  const columns = [
    "eventsPerS",
    "cpuUs",
    "p50Us",
    "p99Us",
    "latenessP99Us",
    "residentMib",
    "foreignCores",
  ] as const;
  print(`| ${["target", ...columns].join(" | ")} |`);
  const medians = targets.map((target, i) => {
    const of = rounds.map((round) => round[i]).filter((one) => one !== undefined);
    const row = columns.map((column) => round(median(of.map((one) => one[column]))));
    print(`| ${[target.name, ...row].join(" | ")} |`);
    return row;
  });
  const ratio = (at: number, column: "eventsPerS" | "cpuUs" | "p50Us" | "p99Us") => {
    const all = rounds
      .map((round) => (round[at]?.[column] ?? 0) / (round[0]?.[column] ?? 1))
      .sort((a, b) => a - b);
    return { median: round(median(all)), from: round(all[0] ?? 0), to: round(all.at(-1) ?? 0) };
  };
  const ratios = {
    throughput: ratio(1, "eventsPerS"),
    cpu: ratio(1, "cpuUs"),
    p50: ratio(1, "p50Us"),
    p99: ratio(1, "p99Us"),
    noiseThroughput: ratio(2, "eventsPerS"),
    noiseCpu: ratio(2, "cpuUs"),
    noiseP50: ratio(2, "p50Us"),
  };
  for (const [name, { median: middle, from, to }] of Object.entries(ratios)) {
    print(`  ${name.padEnd(16)} ${middle} (${from}–${to})`);
  }
  print("");
  summary.push({ ...load, columns, medians, ratios });
}

function numbers(text: string): number[] {
  return text.split(",").filter(Boolean).map(Number);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
