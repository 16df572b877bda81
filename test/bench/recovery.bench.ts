// How long visitors' slowest clicks take when something is killed under them: an app process, a worker, a gateway, and
// nothing, in turns on one cluster that starts again what has ended. Every click must work once, or there is no result.
// `npm run bench -- recovery [--sessions 50] [--rounds 5] [--machines]`
import { writeFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { ClickingCrowd, quantile } from "../support/clicking-crowd.ts";
import { appProcessesOf } from "../support/process-tree.ts";
import { until } from "../support/until.ts";

const { values: options } = parseArgs({
  options: {
    sessions: { type: "string", default: "50" },
    rounds: { type: "string", default: "5" },
    /** Gateways and workers count as different machines: links are passed on by workers. */
    machines: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const apart = { FLOTILLA_GATEWAY_MACHINE: "one", FLOTILLA_WORKER_MACHINE: "two" };
const patienceMs = 60_000;
const kill = (pid: number | undefined): boolean => process.kill(pid ?? 0, "SIGKILL");

await using crowd = await ClickingCrowd.open(
  Number(options.sessions),
  options.machines ? apart : {},
  ["--restart"],
);
const { cluster } = crowd;
const faults: Readonly<Record<string, (round: number) => unknown>> = {
  nothing: () => {},
  "app process": async () => kill((await appProcessesOf(cluster.child.pid ?? 0))[0]),
  worker: (round) => kill(cluster.pidOf("worker", round % 2)),
  gateway: (round) => kill(cluster.pidOf("gateway", round % 2)),
};
const names = Object.keys(faults);
const times = new Map(names.map((name) => [name, [] as number[]]));
const lost = new Map(names.map((name) => [name, 0]));

for (let round = 0; round < Number(options.rounds); round++) {
  for (const [name, fault] of Object.entries(faults)) await measure(name, () => fault(round));
}
report();

async function measure(name: string, fault: () => unknown): Promise<void> {
  crowd.click();
  await crowd.goesOn(5);
  const ids = crowd.visitors.map(({ sessionId }) => sessionId);
  const before = cluster.restarted.length;
  times.get(name)?.push(...(await crowd.slowestThrough(fault)));
  const changed = crowd.visitors.filter(({ sessionId }, n) => sessionId !== ids[n]).length;
  lost.set(name, (lost.get(name) ?? 0) + changed);
  if (name !== "worker" && name !== "gateway") return;
  const isBack = (): true | undefined => cluster.restarted.length > before || undefined;
  await until(`the ${name} to be back`, isBack, patienceMs);
}

function report(): void {
  const usual = quantile(sorted("nothing"), 0.95);
  print(
    `${options.sessions} sessions, 200 clicks/s in all, ${options.rounds} rounds; a session's slowest click, in ms\n`,
  );
  print("| killed | p50 | p95 | max | p95 / nothing killed | sessions lost |");
  print("|---|--:|--:|--:|--:|--:|");
  const lines = names.map((name) => {
    const all = sorted(name);
    const [p50, p95, max] = [quantile(all, 0.5), quantile(all, 0.95), quantile(all, 1)];
    const cells = [name, p50, p95, max, (p95 / usual).toFixed(1), lost.get(name)];
    print(`| ${cells.join(" | ")} |`);
    return { bench: "recovery", killed: name, p50, p95, max, lost: lost.get(name) };
  });
  if (options.json !== undefined) {
    writeFileSync(options.json, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }
}

function sorted(name: string): readonly number[] {
  return (times.get(name) ?? []).toSorted((a, b) => a - b);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
