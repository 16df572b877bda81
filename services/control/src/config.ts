import {
  certificateFiles,
  defineConfig,
  integerVariable,
  portVariable,
  sharedVariables,
  tlsProblems,
} from "@flotilla/service-kit";
import { z } from "zod";
import { defaultFileLimits, type FileLimits } from "./build/file-rules.ts";

/** What control is told from outside. */
export interface ControlConfig {
  readonly host: string;
  /** Listener of the API and of `/healthz`, `/readyz`, `/metrics`; 0 picks a free port. */
  readonly port: number;
  /** Shared by the services for their internal addresses. */
  readonly internalToken: string;
  /** For what a deploy needs while it runs, and npm's cache. */
  readonly workFolder: string;
  readonly registryUrl: string;
  readonly sdkVersion: string;
  /** Declarations of the modules that the host brings, by module name. */
  readonly sdkTypes: Readonly<Record<string, string>>;
  readonly limits: ControlLimits;
}

/** Bounds on callers. */
export interface ControlLimits {
  readonly callsPerMinute: number;
  readonly deploysPerHour: number;
  /** Deploys that are worked on at once; others wait. */
  readonly deploysAtOnce: number;
  readonly files: FileLimits;
}

/** The documented limits. */
export const defaultControlLimits: ControlLimits = {
  callsPerMinute: 600,
  deploysPerHour: 60,
  deploysAtOnce: 2,
  files: defaultFileLimits,
};

const shape = {
  FLOTILLA_CONTROL_HOST: z.string().default("127.0.0.1").describe("Address of the API's listener"),
  FLOTILLA_CONTROL_PORT: portVariable(9092).describe("Port of the API's listener, 0 for any"),
  FLOTILLA_CONTROL_WORK_DIR: z
    .string()
    .default(".flotilla/work")
    .describe("Folder for builds and packages of npm"),
  FLOTILLA_CONTROL_NPM_REGISTRY: z
    .url()
    .default("https://registry.npmjs.org/")
    .describe("Where packages of apps come from"),
  FLOTILLA_CONTROL_CALLS_PER_MINUTE: integerVariable(
    defaultControlLimits.callsPerMinute,
    1,
  ).describe("API calls of one token in a minute"),
  FLOTILLA_CONTROL_DEPLOYS_PER_HOUR: integerVariable(
    defaultControlLimits.deploysPerHour,
    1,
  ).describe("Deploys of one team in an hour"),
  FLOTILLA_CONTROL_DEPLOYS_AT_ONCE: integerVariable(defaultControlLimits.deploysAtOnce, 1).describe(
    "Deploys that are worked on at once",
  ),
};

/** Environment variables of what the host has in common with the control service. */
export const controlConfig = defineConfig({
  service: "control",
  shape,
  build: (env) => ({
    host: env.FLOTILLA_CONTROL_HOST,
    port: env.FLOTILLA_CONTROL_PORT,
    workFolder: env.FLOTILLA_CONTROL_WORK_DIR,
    registryUrl: env.FLOTILLA_CONTROL_NPM_REGISTRY,
    limits: {
      ...defaultControlLimits,
      callsPerMinute: env.FLOTILLA_CONTROL_CALLS_PER_MINUTE,
      deploysPerHour: env.FLOTILLA_CONTROL_DEPLOYS_PER_HOUR,
      deploysAtOnce: env.FLOTILLA_CONTROL_DEPLOYS_AT_ONCE,
    },
  }),
});

/** Environment variables of the control service alone. */
export const controlServiceConfig = defineConfig({
  service: "control",
  shape: { ...sharedVariables, ...shape },
  check: tlsProblems,
  build: (env) => ({
    logLevel: env.FLOTILLA_LOG_LEVEL,
    objectsUrl: env.FLOTILLA_OBJECTS_URL,
    redisUrl: env.FLOTILLA_REDIS_URL,
    commit: env.FLOTILLA_COMMIT,
    certificates: certificateFiles(env),
    control: { ...controlConfig.build(env), internalToken: env.FLOTILLA_INTERNAL_TOKEN },
  }),
});
