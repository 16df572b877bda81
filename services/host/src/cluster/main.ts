import { resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { findInstallation } from "@flotilla/control";
import { messageOf } from "@flotilla/protocol";
import { ConfigError, createLogger, runService, tlsProblems } from "@flotilla/service-kit";
import { parseHostConfig } from "../config.ts";
import { userFolder } from "../run-file.ts";
import { Cluster } from "./cluster.ts";

const usage = `Usage: npm run cluster -- [OPTIONS]

The system as separate processes on this machine, on free ports, around a Redis of its own.

  --gateways <N>   how many gateways (default: 2)
  --workers <N>    how many workers (default: 2)
  --data <DIR>     folder for what is kept on disk (default: ./.flotilla-cluster)
  --no-samples     without the sample apps
  --restart        start a part again that has ended, at the same addresses
  --json           machine output: one line when all is ready
  -h, --help       print this help

Variables of the services (FLOTILLA_GATEWAY_…, FLOTILLA_WORKER_…, FLOTILLA_CONTROL_…, FLOTILLA_TLS_…) and NODE_OPTIONS reach them.
`;

const stopTimeoutMs = 60_000;

function leave(text: string, code: number): never {
  process.stderr.write(text);
  process.exit(code);
}

function readFlags() {
  try {
    return parseArgs({
      options: {
        gateways: { type: "string", default: "2" },
        workers: { type: "string", default: "2" },
        data: { type: "string", default: ".flotilla-cluster" },
        samples: { type: "boolean", default: true },
        restart: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
      allowNegative: true,
    }).values;
  } catch (error) {
    return leave(`${messageOf(error)}\n\n${usage}`, 2);
  }
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (/^\d{1,2}$/.test(text) && value >= 1 && value <= 16) return value;
  return leave(`--${name} ${text}: expected a whole number from 1 to 16\n`, 2);
}

function passedOn(): Record<string, string> {
  const given = Object.entries(process.env).flatMap(([name, value]) =>
    value && /^(FLOTILLA_.*|PATH|HOME|NODE_OPTIONS|NODE_COMPILE_CACHE)$/.test(name)
      ? [[name, value] as const]
      : [],
  );
  return Object.fromEntries(given);
}

const flags = readFlags();
if (flags.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const gateways = count("gateways", flags.gateways);
const workers = count("workers", flags.workers);
const installation = await findInstallation();

function hostConfig() {
  try {
    const dataDir = resolve(flags.data);
    const samples = String(flags.samples);
    const problems = tlsProblems(passedOn());
    if (problems.length > 0) throw new ConfigError(problems);
    const own = { FLOTILLA_DATA_DIR: dataDir, FLOTILLA_SAMPLES: samples };
    return parseHostConfig({ ...process.env, ...own }, installation).config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return leave(`${error.message}\n`, 1);
  }
}

const config = hostConfig();
const logger = createLogger({ name: "cluster", level: config.logLevel });
const cluster = new Cluster({
  gateways,
  workers,
  restarts: flags.restart,
  config,
  installation,
  given: passedOn(),
  logger,
  version: "0.1.0",
  userFolder: userFolder(process.env),
  onRestarted: (part) => {
    if (flags.json) process.stdout.write(`${JSON.stringify({ event: "restarted", ...part })}\n`);
  },
});
try {
  await runService({
    component: cluster,
    logger,
    process,
    stopTimeoutMs,
    onReady: () => {
      const { address } = cluster;
      const urls = address.gateways.map(({ url }) => `  ${url}/\n`).join("");
      process.stdout.write(
        flags.json
          ? `${JSON.stringify({ event: "ready", ...address })}\n`
          : `The cluster is ready:\n${urls}  token: ${address.tokenFile}\n`,
      );
    },
  });
} catch (error) {
  leave(`${messageOf(error)}\n`, 1);
}
