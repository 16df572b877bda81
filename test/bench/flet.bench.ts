// The same apps on Flet's own server and on the embedded host, whole path, in one run: clicks, sessions, memory, start.
// `npm run bench -- flet --python PYTHON [--apps counter,thousand]`, an interpreter with flet and flet-web.
// Memory per session is what both sides grow by; with several app processes there would be one runtime more for each.
import { writeFileSync } from "node:fs";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Clickers } from "./flet/clickers.ts";
import { type AppServer, startFlet, startFlotilla } from "./flet/server.ts";
import { cpuSeconds, privateMib, residentMib } from "./hot-path/process-stats.ts";

const { values: options } = parseArgs({
  options: {
    python: { type: "string" },
    apps: { type: "string", default: "counter,thousand,explicit" },
    rounds: { type: "string", default: "3" },
    sessions: { type: "string", default: "200" },
    "click-ms": { type: "string", default: "3000" },
    json: { type: "string" },
  },
});
if (options.python === undefined) {
  console.error("usage: npm run bench -- flet --python PYTHON (with flet and flet-web installed)");
  process.exit(2);
}
const python = options.python;
const manySessions = Number(options.sessions);
const clickMs = Number(options["click-ms"]);
/** Sessions that are opened before any is timed: no program is asked how fast it is in its first second. */
const warmUp = 300;
/** Memory is read when a server has rested. */
const restMs = 6_000;

interface Measured {
  readonly startMs: number;
  readonly appMib: number;
  readonly idleMib: number;
  readonly openPerS: number;
  readonly cpuUsPerOpen: number;
  readonly kibPerSession: number;
  readonly clicksPerS: number;
  readonly cpuUsPerClick: number;
  readonly oneP50Us: number;
}

async function measure(start: () => Promise<AppServer>): Promise<Measured> {
  await using server = await start();
  const load = new Clickers();
  try {
    await load.tell({ urls: [server.url], sessions: 1, clickMs: 0 });
    await wait(restMs);
    const appMib = privateMib(server.appPids());
    const alone = await load.tell({ urls: [server.url], sessions: 0, clickMs });
    const idleMib = residentMib(server.pids());
    await load.tell({ urls: [server.url], sessions: warmUp, clickMs: 0 });
    const cpuBefore = cpuSeconds(server.pids());
    const opened = await load.tell({ urls: [server.url], sessions: manySessions, clickMs: 0 });
    const openSeconds = cpuSeconds(server.pids()) - cpuBefore;
    await load.tell({ urls: [server.url], sessions: 0, clickMs: 1000 });
    await wait(restMs);
    const fullMib = residentMib(server.pids());
    const pids = server.pids();
    const before = cpuSeconds(pids);
    const busy = await load.tell({ urls: [server.url], sessions: 0, clickMs });
    return {
      startMs: server.startMs,
      appMib,
      idleMib,
      openPerS: (manySessions / opened.openMs) * 1000,
      cpuUsPerOpen: (openSeconds * 1e6) / manySessions,
      kibPerSession: ((fullMib - idleMib) * 1024) / (manySessions + warmUp),
      clicksPerS: busy.clicks / busy.clickSeconds,
      cpuUsPerClick: ((cpuSeconds(pids) - before) * 1e6) / busy.clicks,
      oneP50Us: alone.p50Us,
    };
  } finally {
    await load.quit();
  }
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const names = {
  startMs: "start to first answer, ms",
  appMib: "private memory of the app process with one session, MiB",
  idleMib: "memory with one session, MiB",
  openPerS: "sessions created per s",
  cpuUsPerOpen: "CPU per created session and its first click, µs",
  kibPerSession: "memory per session, KiB",
  clicksPerS: "clicks per s",
  cpuUsPerClick: "CPU per click, µs",
  oneP50Us: "click to patch, one session, p50, µs",
} satisfies Record<keyof Measured, string>;

const lines: object[] = [];
for (const app of options.apps.split(",")) {
  const pairs: { flet: Measured; flotilla: Measured }[] = [];
  for (let round = 0; round < Number(options.rounds); round += 1) {
    pairs.push({
      flet: await measure(() => startFlet(python, app)),
      flotilla: await measure(() => startFlotilla(app, manySessions + warmUp)),
    });
  }
  console.log(`\n${app}: medians of ${pairs.length} interleaved pairs, ${manySessions} sessions\n`);
  console.log("| what | Flet | Flotilla | Flotilla / Flet |\n|---|--:|--:|--:|");
  for (const key of Object.keys(names) as (keyof Measured)[]) {
    const flet = median(pairs.map((pair) => pair.flet[key]));
    const flotilla = median(pairs.map((pair) => pair.flotilla[key]));
    const ratio = median(pairs.map((pair) => pair.flotilla[key] / pair.flet[key]));
    console.log(
      `| ${names[key]} | ${flet.toFixed(1)} | ${flotilla.toFixed(1)} | ${ratio.toFixed(3)} |`,
    );
    lines.push({ bench: "flet", app, what: key, flet, flotilla, ratio });
  }
}
if (options.json !== undefined) {
  writeFileSync(options.json, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}
