// The first visit to an app over slow networks with a slow processor: with a snapshot, without one, and with an interpreter that
// has flet and flet-web Flet's own client from its own server, in turns within one run.
// `npm run bench -- first-load [--python PYTHON] [--rounds 5] [--flet-rounds 3] [--network 3G] [--json FILE]`
import { writeFileSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";
import { type Load, load } from "./first-load/load.ts";
import { networks } from "./first-load/network.ts";
import { startFlet } from "./flet/server.ts";
import { median } from "./median.ts";

const { values: options } = parseArgs({
  options: {
    python: { type: "string" },
    rounds: { type: "string", default: "5" },
    "flet-rounds": { type: "string" },
    network: { type: "string" },
    json: { type: "string" },
  },
});
const rounds = Number(options.rounds);
const fletRounds = Number(options["flet-rounds"] ?? rounds);

/** One row of the table. */
interface Row {
  readonly network: string;
  readonly client: string;
  readonly loads: readonly Load[];
}

await using host = await ServedHost.start(["--no-samples"]);
await deploy("tap", {});
await deploy("plain", { snapshot: "off" });
await haveSnapshot("tap");
const visit = (app: string) => `${host.ready.url}/local/${app}/`;

const rows: Row[] = [];
for (const network of networks) {
  if (options.network !== undefined && options.network !== network.name) continue;
  const loads: Record<string, Load[]> = { snapshot: [], plain: [], flet: [] };
  for (let round = 0; round < rounds; round += 1) {
    loads.snapshot?.push(await load(visit("tap"), network));
    loads.plain?.push(await load(visit("plain"), network));
    if (options.python === undefined || round >= fletRounds) continue;
    await using flet = await startFlet(options.python, "tap");
    loads.flet?.push(await load(flet.url.replace(/^ws/, "http").replace(/ws$/, ""), network));
    console.error(`${network.name}: round ${round + 1} of ${rounds}`);
  }
  const add = (client: string, found: readonly Load[] = []) => {
    if (found.length > 0) rows.push({ network: network.name, client, loads: found });
  };
  add("Flotilla, snapshot", loads.snapshot);
  add("Flotilla, title only", loads.plain);
  add("Flet 1.0.5", loads.flet);
}
console.log(tableOf(rows));
if (options.json !== undefined) {
  const lines = rows.map((row) => `${JSON.stringify({ bench: "first-load", ...row })}\n`);
  writeFileSync(options.json, lines.join(""));
}

async function deploy(app: string, settings: object): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "flotilla-first-load-"));
  try {
    await cp(join(import.meta.dirname, "flet/tap/main.ts"), join(folder, "main.ts"));
    await writeFile(join(folder, "flotilla.json"), JSON.stringify(settings));
    const { code, stderr } = await host.command("deploy", folder, "--app", app);
    if (code !== 0) throw new Error(stderr);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets two visitors come, after whom there is a snapshot; the other app's process is started by its first visitor, too. */
async function haveSnapshot(app: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  for (const one of ["plain", app, app]) {
    const page = await browser.newPage();
    await page.goto(`${host.ready.url}/local/${one}/`);
    await page.locator("#flotilla").getByText("0").waitFor();
    await page.close();
  }
  await browser.close();
  await until(
    "the snapshot",
    async () => {
      const html = await (await fetch(`${host.ready.url}/local/${app}/`)).text();
      return html.includes('id="flotilla-snapshot" data-density') || undefined;
    },
    30_000,
  );
}

function tableOf(found: readonly Row[]): string {
  const lines = found.map(({ network, client, loads }) => {
    const of = (pick: (one: Load) => number) => median(loads.map(pick));
    const seconds = (pick: (one: Load) => number) => (of(pick) / 1_000).toFixed(2);
    return [
      network,
      client,
      of(({ kilobytes }) => kilobytes).toFixed(kilobytesDigits(of(({ kilobytes }) => kilobytes))),
      of(({ requests }) => requests),
      of(({ requestsBeforePaint }) => requestsBeforePaint),
      seconds(({ paintMs }) => paintMs),
      seconds(({ textMs }) => textMs),
      seconds(({ liveMs }) => liveMs),
    ];
  });
  const heads = [
    "network",
    "client",
    "kB",
    "requests",
    "before paint",
    "FCP s",
    "text s",
    "live s",
  ];
  return [heads, ["---", "---", ...heads.slice(2).map(() => "--:")], ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function kilobytesDigits(value: number): number {
  return value < 100 ? 1 : 0;
}
