// The built client in Chromium beside what it aims at: sizes, mounting, patches, memory; with an interpreter that has flet and
// flet-web, Flet's own client draws the same 10,000 controls in the same run. The first load over slow networks is `first-load`.
// `npm run bench -- client [--python PYTHON] [--only mounting,memory] [--quick] [--json FILE]`
import { writeFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { measureBesideFlet } from "./client/beside-flet.ts";
import { measureBuiltFiles } from "./client/built-files.ts";
import { measureChildren } from "./client/children.ts";
import { type Figure, tableOf } from "./client/goal.ts";
import { measureMemory } from "./client/memory.ts";
import { measureMounting } from "./client/mounting.ts";
import { measureMovedRows } from "./client/moved-rows.ts";
import { measurePatching } from "./client/patching.ts";
import { measurePolling } from "./client/polling.ts";
import { measureSnapshot } from "./client/snapshot.ts";

const { values: options } = parseArgs({
  options: {
    python: { type: "string" },
    only: { type: "string" },
    rounds: { type: "string", default: "5" },
    quick: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const { python, quick } = options;
const rounds = quick ? 1 : Number(options.rounds);
const many = quick ? 1_000 : 10_000;

const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  files: measureBuiltFiles,
  mounting: () => measureMounting({ rounds, many }),
  patching: () =>
    measurePatching({ many, single: quick ? 10 : 100, streamSeconds: quick ? 1 : 10 }),
  children: () => measureChildren({ children: many / 10, times: quick ? 3 : 20 }),
  memory: () => measureMemory({ many, views: quick ? 10 : 50 }),
  snapshot: () => measureSnapshot({ times: quick ? 5 : 100 }),
  moves: measureMovedRows,
  polling: () => measurePolling({ clicks: quick ? 10 : 200 }),
  ...(python === undefined ? {} : { flet: () => measureBesideFlet({ python, rounds }) }),
};
const chosen = options.only?.split(",") ?? Object.keys(parts);

const figures: Figure[] = [];
for (const name of chosen) {
  const measure = parts[name];
  if (!measure) {
    console.error(`no part ${name}; there are ${Object.keys(parts).join(", ")}`);
    process.exit(2);
  }
  console.error(`measuring ${name}`);
  figures.push(...(await measure()));
}
console.log(tableOf(figures.toSorted((a, b) => a.goal - b.goal)));
if (options.json !== undefined) {
  const lines = figures.map((figure) => `${JSON.stringify({ bench: "client", ...figure })}\n`);
  writeFileSync(options.json, lines.join(""));
}
