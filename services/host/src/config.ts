import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type ControlConfig, controlConfig, type Installation } from "@flotilla/control";
import { type GatewayConfig, gatewayConfig } from "@flotilla/gateway";
import {
  booleanVariable,
  ConfigError,
  type ConfigVariable,
  defineConfig,
  describeConfig,
  logLevelVariable,
  parseConfig,
} from "@flotilla/service-kit";
import { type WorkerConfig, workerConfig } from "@flotilla/worker";
import { z } from "zod";

/** Everything that the embedded host is told from outside. */
export interface HostConfig {
  readonly dataDir: string;
  readonly samples: boolean;
  readonly logLevel: string;
  readonly tracing: { readonly endpoint: string | undefined; readonly ratio: number };
  readonly gateway: GatewayConfig;
  readonly worker: WorkerConfig;
  readonly control: ControlConfig;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the host reads besides the variables of its services. */
export const hostConfig = defineConfig({
  service: "host",
  shape: {
    FLOTILLA_DATA_DIR: z.string().default(".flotilla").describe("Folder for what is kept on disk"),
    FLOTILLA_SAMPLES: booleanVariable(true).describe("Whether the sample apps are deployed"),
    FLOTILLA_LOG_LEVEL: logLevelVariable,
  },
  build: (env) => ({
    dataDir: resolve(env.FLOTILLA_DATA_DIR),
    samples: env.FLOTILLA_SAMPLES,
    logLevel: env.FLOTILLA_LOG_LEVEL,
  }),
});

const parts = [hostConfig, gatewayConfig, workerConfig, controlConfig];
/** The host makes these itself: there is nobody to share them with. */
const own = [
  "FLOTILLA_INTERNAL_TOKEN",
  "FLOTILLA_OBJECTS_URL",
  "FLOTILLA_REDIS_URL",
  "FLOTILLA_CONTROL_URL",
];
/** Of use between several processes. */
const amongServices = ["FLOTILLA_TLS_CERT", "FLOTILLA_TLS_KEY", "FLOTILLA_TLS_CA"];
/** Variables of the command line, of no meaning here. */
const foreign = ["FLOTILLA_URL", "FLOTILLA_TOKEN"];

/** Reads the host's configuration; what the single services would be told by their neighbours is made up here. */
export function parseHostConfig(
  env: Environment,
  installation: Installation,
): { config: HostConfig; warnings: readonly string[] } {
  const problems = new Set<string>();
  const attempt = <T>(parse: () => T): T | undefined => {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) problems.add(problem);
      return undefined;
    }
  };
  const host = attempt(() => parseConfig(hostConfig, env).config);
  const dataDir = host?.dataDir ?? resolve(".flotilla");
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const complete = {
    ...embeddedDefaults(installation),
    ...Object.fromEntries(Object.entries(given).filter(([name]) => !amongServices.includes(name))),
    FLOTILLA_INTERNAL_TOKEN: randomBytes(32).toString("base64url"),
    FLOTILLA_OBJECTS_URL: pathToFileURL(dataDir).href,
    FLOTILLA_CONTROL_WORK_DIR: given.FLOTILLA_CONTROL_WORK_DIR ?? join(dataDir, "work"),
    FLOTILLA_DATA_DIR: dataDir,
  };
  const gateway = attempt(() => parseConfig(gatewayConfig, complete).config);
  const worker = attempt(() => parseConfig(workerConfig, complete).config);
  const control = attempt(() => parseConfig(controlConfig, complete).config);
  if (!host || !gateway || !worker || !control) throw new ConfigError([...problems].sort());
  return {
    config: {
      ...host,
      tracing: gateway.tracing,
      gateway: gateway.gateway,
      worker: { ...worker.worker, handsOver: false },
      control: {
        ...control,
        internalToken: complete.FLOTILLA_INTERNAL_TOKEN,
        sdkVersion: installation.sdkVersion,
        sdkTypes: installation.sdkTypes,
      },
    },
    warnings: unknownVariables(given),
  };
}

/** All services are here: what none of them knows is a mistake. */
function unknownVariables(given: Environment): readonly string[] {
  const known = new Set([...hostVariables().map(({ name }) => name), ...own, ...foreign]);
  return Object.keys(given)
    .filter((name) => name.startsWith("FLOTILLA_") && !known.has(name))
    .sort()
    .map((name) => `${name}: unknown variable, ignored`);
}

/** Every variable that the embedded host reads, with the default that it has here. */
export function hostVariables(): readonly ConfigVariable[] {
  const defaults: Readonly<Record<string, string>> = smallHost;
  const byName = new Map(
    parts.flatMap((part) => describeConfig(part)).map((variable) => [variable.name, variable]),
  );
  return [...byName.values()]
    .filter(({ name }) => !own.includes(name) && !amongServices.includes(name))
    .map((variable) => ({ ...variable, default: defaults[variable.name] ?? variable.default }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Only the gateway is for others; and on one machine nobody waits for a slow leave. */
const smallHost = {
  FLOTILLA_WORKER_INTERNAL_PORT: "0",
  FLOTILLA_CONTROL_PORT: "0",
  FLOTILLA_GATEWAY_DRAIN: "1s",
  FLOTILLA_WORKER_DRAIN: "2s",
} as const;

function embeddedDefaults(installation: Installation): Readonly<Record<string, string>> {
  return {
    ...smallHost,
    FLOTILLA_GATEWAY_CLIENT_DIR: installation.clientDir,
    FLOTILLA_WORKER_RUNTIME_DIR: installation.runtimeDir,
  };
}
