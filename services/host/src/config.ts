import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type ControlConfig, controlConfig } from "@flotilla/control";
import { type GatewayConfig, gatewayConfig } from "@flotilla/gateway";
import {
  booleanVariable,
  type ConfigVariable,
  defineConfig,
  describeConfig,
  parseConfig,
} from "@flotilla/service-kit";
import { type WorkerConfig, workerConfig } from "@flotilla/worker";
import { z } from "zod";
import type { Installation } from "./installation.ts";

/** Everything that the embedded host is told from outside. */
export interface HostConfig {
  readonly dataDir: string;
  readonly samples: boolean;
  readonly logLevel: string;
  readonly gateway: GatewayConfig;
  readonly worker: WorkerConfig;
  readonly control: ControlConfig;
}

type Environment = Readonly<Record<string, string | undefined>>;

const hostConfig = defineConfig({
  service: "host",
  shape: {
    FLOTILLA_DATA_DIR: z.string().default(".flotilla").describe("Folder for what is kept on disk"),
    FLOTILLA_SAMPLES: booleanVariable(true).describe("Whether the sample apps are deployed"),
    FLOTILLA_LOG_LEVEL: z
      .enum(["error", "warn", "info", "debug", "silent"])
      .default("info")
      .describe("Least important level that is logged"),
  },
  build: (env) => ({
    dataDir: resolve(env.FLOTILLA_DATA_DIR),
    samples: env.FLOTILLA_SAMPLES,
    logLevel: env.FLOTILLA_LOG_LEVEL,
  }),
});

const parts = [hostConfig, gatewayConfig, workerConfig, controlConfig];
/** The host makes these itself: there is nobody to share them with. */
const own = ["FLOTILLA_INTERNAL_TOKEN", "FLOTILLA_OBJECTS_URL", "FLOTILLA_CONTROL_URL"];
/** Variables of the command line, of no meaning here. */
const foreign = ["FLOTILLA_URL", "FLOTILLA_TOKEN"];

/** Reads the host's configuration; what the single services would be told by their neighbours is made up here. */
export function parseHostConfig(
  env: Environment,
  installation: Installation,
): { config: HostConfig; warnings: readonly string[] } {
  const variables = hostVariables().map((variable) => variable.name);
  const alsoKnown = [...variables, ...own, ...foreign];
  const host = parseConfig(hostConfig, env, { alsoKnown });
  const { dataDir } = host.config;
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const complete = {
    ...embeddedDefaults(installation),
    ...given,
    FLOTILLA_INTERNAL_TOKEN: randomBytes(32).toString("base64url"),
    FLOTILLA_OBJECTS_URL: pathToFileURL(dataDir).href,
    FLOTILLA_CONTROL_WORK_DIR: given.FLOTILLA_CONTROL_WORK_DIR ?? join(dataDir, "work"),
    FLOTILLA_DATA_DIR: dataDir,
  };
  const gateway = parseConfig(gatewayConfig, complete, { alsoKnown }).config.gateway;
  const worker = parseConfig(workerConfig, complete, { alsoKnown }).config.worker;
  const control = parseConfig(controlConfig, complete, { alsoKnown }).config;
  return {
    config: {
      ...host.config,
      gateway,
      worker,
      control: {
        ...control,
        internalToken: complete.FLOTILLA_INTERNAL_TOKEN,
        sdkVersion: installation.sdkVersion,
        sdkTypes: installation.sdkTypes,
      },
    },
    warnings: host.warnings,
  };
}

/** Every variable that the embedded host reads, with the default that it has here. */
export function hostVariables(): readonly ConfigVariable[] {
  const defaults: Readonly<Record<string, string>> = smallHost;
  const byName = new Map(
    parts.flatMap((part) => describeConfig(part)).map((variable) => [variable.name, variable]),
  );
  return [...byName.values()]
    .filter((variable) => !own.includes(variable.name))
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
