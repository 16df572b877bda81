import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import {
  createLogger,
  findInstallation,
  Host,
  hostVariables,
  type ProcessHandle,
  parseHostConfig,
  runService,
} from "@flotilla/host";
import { userFolder } from "@flotilla/host/run-file";
import { type CommandContext, CommandError } from "../context.ts";
import { jsonLine } from "../terminal.ts";

/** Flags of `flotilla serve`. */
export interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
  readonly internalPort?: string;
  readonly data?: string;
  readonly samples: boolean;
  readonly config?: string;
  readonly minTier?: string;
  readonly maxTier?: string;
  readonly json?: boolean;
}

const stopTimeoutMs = 30_000;

/** Runs the embedded host until a signal asks it to leave. */
export async function serve(
  options: ServeOptions,
  context: CommandContext,
  process: ProcessHandle,
): Promise<void> {
  const { terminal, env, cwd, version } = context;
  const installation = await findInstallation();
  const file =
    options.config === undefined ? {} : await readConfigFile(resolve(cwd, options.config));
  const { config, warnings } = parseHostConfig(
    { ...file, ...env, ...variablesOf(options, cwd) },
    installation,
  );
  const logger = createLogger({ name: "flotilla", level: config.logLevel });
  for (const warning of warnings) logger.warn(warning);
  const host = new Host({
    config,
    logger,
    version,
    samplesDir: installation.samplesDir,
    userFolder: userFolder(env),
    processMetrics: true,
  });
  await runService({
    component: host,
    logger,
    process,
    stopTimeoutMs,
    onReady: () => {
      const { url, internalUrl, tokenFile, tier } = host.address;
      terminal.out(
        options.json === true
          ? jsonLine({ event: "ready", url, internalUrl, tokenFile, tier })
          : `Flotilla is ready: ${url}/\n  isolation of apps: ${tier}\n  token: ${tokenFile}\n`,
      );
    },
  });
}

/** What `flotilla serve --help` says about variables. */
export function serveVariablesHelp(): string {
  const lines = hostVariables().map(
    ({ name, description, default: fallback }) =>
      `  ${name}\n      ${description}${fallback === undefined || fallback === "" ? "" : ` (default: ${fallback})`}`,
  );
  return [
    "\nEnvironment variables, also in the file of --config as NAME=value lines;",
    "flags count before the environment, the environment before the file:",
    ...lines,
    "",
  ].join("\n");
}

async function readConfigFile(path: string): Promise<Readonly<Record<string, string | undefined>>> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new CommandError(`--config ${path}: the file cannot be read`, { cause });
  });
  return parseEnv(text);
}

function variablesOf(options: ServeOptions, cwd: string): Record<string, string> {
  const { host, port, internalPort, data, samples, minTier, maxTier } = options;
  return {
    ...(host !== undefined && { FLOTILLA_GATEWAY_HOST: host }),
    ...(port !== undefined && { FLOTILLA_GATEWAY_PORT: port }),
    ...(internalPort !== undefined && { FLOTILLA_GATEWAY_INTERNAL_PORT: internalPort }),
    ...(data !== undefined && { FLOTILLA_DATA_DIR: resolve(cwd, data) }),
    ...(!samples && { FLOTILLA_SAMPLES: "false" }),
    ...(minTier !== undefined && { FLOTILLA_WORKER_MIN_TIER: minTier }),
    ...(maxTier !== undefined && { FLOTILLA_WORKER_MAX_TIER: maxTier }),
  };
}
