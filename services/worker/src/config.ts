import { availableParallelism, totalmem } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import {
  booleanVariable,
  certificateFiles,
  defineConfig,
  durationVariable,
  integerVariable,
  listVariable,
  machineName,
  machineVariable,
  portVariable,
  sharedVariables,
  tlsProblems,
  tracingVariables,
  warmProcessesVariable,
} from "@flotilla/service-kit";
import { z } from "zod";
import { isAllowanceEntry } from "./egress/allowance.ts";
import type { ProcessTimes } from "./process/app-process-order.ts";
import { defaultLimits, type ProcessLimits } from "./sandbox/process-limits.ts";
import { type Tier, tiers } from "./sandbox/tier.ts";
import type { StartLimits } from "./supervisor/start-gate.ts";

/** What a worker is told from outside. */
export interface WorkerConfig {
  /** Gateways on a machine of this name reach app sockets by their paths, others through the relay. */
  readonly machineName: string;
  readonly internalHost: string;
  /** Internal listener; 0 picks a free port. */
  readonly internalPort: number;
  /** Shared by the services for their internal addresses. */
  readonly internalToken: string;
  /** Folder for unpacked releases and sockets. */
  readonly dataDir: string;
  /** Folder of the built runtime. */
  readonly runtimeDir: string;
  /** Below it the worker refuses to start. */
  readonly minTier: Tier;
  /** Above it the worker does not try. */
  readonly maxTier: Tier;
  readonly sessionsPerProcess: number;
  readonly processesPerApp: number;
  readonly maxProcesses: number;
  /** Resident memory of all app processes together, beyond which no further one is started. */
  readonly maxMemoryBytes: number;
  readonly starts: StartLimits;
  readonly limits: ProcessLimits;
  readonly times: ProcessTimes;
  /** How long a process without sessions is kept. */
  readonly idleMs: number;
  /** How long an app may ask for that. */
  readonly maxIdleMs: number;
  /** Processes of one app that may be kept although nobody uses them. */
  readonly warmProcesses: number;
  /** Private addresses that apps may send requests to: `host:port` and CIDR ranges. */
  readonly egressAllow: readonly string[];
  /** How long a sign-in waits for its provider's answer. */
  readonly loginMs: number;
  /** How long sessions of a draining worker may go on. */
  readonly drainMs: number;
  /** False: there are no other workers, so sessions end with this one. */
  readonly handsOver: boolean;
  /** Whether metrics tell apart what each app uses. */
  readonly showsAppUsage: boolean;
}

/** Everything but the token and the folders. */
export const workerDefaults: Omit<WorkerConfig, "internalToken" | "dataDir"> = {
  machineName: machineName(),
  internalHost: "127.0.0.1",
  internalPort: 0,
  runtimeDir: fileURLToPath(new URL("../../../dist/runtime", import.meta.url)),
  minTier: "none",
  maxTier: "full",
  sessionsPerProcess: 500,
  processesPerApp: 4,
  maxProcesses: 200,
  maxMemoryBytes: usualMemoryBytes(),
  starts: {
    atOnce: Math.max(2, availableParallelism()),
    perSecond: 20,
    queueLength: 64,
    queueMs: 30_000,
  },
  limits: defaultLimits,
  times: { startMs: 60_000, eventMs: 30_000, stopMs: 2_000 },
  idleMs: 300_000,
  maxIdleMs: 86_400_000,
  warmProcesses: 10,
  egressAllow: [],
  loginMs: 600_000,
  drainMs: 10_000,
  handsOver: true,
  showsAppUsage: false,
};

const tierNames = z.enum(tiers);

/** Environment variables of the worker. */
export const workerConfig = defineConfig({
  service: "worker",
  shape: {
    ...sharedVariables,
    ...tracingVariables,
    FLOTILLA_WORKER_INTERNAL_HOST: z
      .string()
      .default(workerDefaults.internalHost)
      .describe("Address of the internal listener"),
    FLOTILLA_WORKER_INTERNAL_PORT: portVariable(9091).describe(
      "Port of the internal listener, 0 for any",
    ),
    FLOTILLA_DATA_DIR: z.string().default(".flotilla").describe("Folder for what is kept on disk"),
    FLOTILLA_WORKER_RUNTIME_DIR: z
      .string()
      .default(workerDefaults.runtimeDir)
      .describe("Folder of the built runtime"),
    FLOTILLA_WORKER_MIN_TIER: tierNames
      .default(workerDefaults.minTier)
      .describe("Weakest isolation the worker starts with: full, jail, landlock or none"),
    FLOTILLA_WORKER_MAX_TIER: tierNames
      .default(workerDefaults.maxTier)
      .describe("Strongest isolation the worker tries"),
    FLOTILLA_WORKER_MACHINE: machineVariable,
    NODE_ENV: z
      .string()
      .optional()
      .describe("With production, a worker without any isolation does not start"),
    FLOTILLA_WORKER_SESSIONS_PER_PROCESS: integerVariable(
      workerDefaults.sessionsPerProcess,
      1,
    ).describe("Sessions of one app process"),
    FLOTILLA_WORKER_PROCESSES_PER_APP: integerVariable(workerDefaults.processesPerApp, 1).describe(
      "App processes of one app on this worker",
    ),
    FLOTILLA_WORKER_MAX_PROCESSES: integerVariable(workerDefaults.maxProcesses, 1).describe(
      "App processes on this worker",
    ),
    FLOTILLA_WORKER_MAX_MEMORY_BYTES: integerVariable(workerDefaults.maxMemoryBytes, 64 * 2 ** 20)
      .describe("Resident memory of all app processes, beyond which no further one is started")
      .meta({ shown: "nine tenths of the machine's or container's memory" }),
    FLOTILLA_WORKER_STARTS_AT_ONCE: integerVariable(workerDefaults.starts.atOnce, 1)
      .describe("App processes that may be starting at once on this worker")
      .meta({ shown: "number of processor cores, at least 2" }),
    FLOTILLA_WORKER_STARTS_PER_SECOND: integerVariable(workerDefaults.starts.perSecond, 1).describe(
      "App processes that this worker starts in a second, in the long run",
    ),
    FLOTILLA_WORKER_MEMORY_BYTES: integerVariable(defaultLimits.memoryBytes, 64 * 2 ** 20).describe(
      "Memory of one app process",
    ),
    FLOTILLA_WORKER_CPUS: z.coerce
      .number()
      .min(0.05)
      .max(1_024)
      .default(defaultLimits.cpus)
      .describe("Processor cores of one app process"),
    FLOTILLA_WORKER_EVENT_TIMEOUT: durationVariable(workerDefaults.times.eventMs).describe(
      "How long the event loop of an app process may be silent",
    ),
    FLOTILLA_WORKER_START_TIMEOUT: durationVariable(workerDefaults.times.startMs).describe(
      "How long an app process may take to be ready",
    ),
    FLOTILLA_WORKER_IDLE_TIMEOUT: durationVariable(workerDefaults.idleMs).describe(
      "How long an app process without sessions is kept, unless its app says otherwise",
    ),
    FLOTILLA_WORKER_MAX_IDLE_TIMEOUT: durationVariable(workerDefaults.maxIdleMs).describe(
      "How long an app may ask that its processes without sessions are kept",
    ),
    FLOTILLA_WARM_PROCESSES: warmProcessesVariable,
    FLOTILLA_WORKER_EGRESS_ALLOW: listVariable(
      isAllowanceEntry,
      "host:port, addresses and CIDR ranges",
    ).describe("Private addresses that apps may send requests to; loopback ones by http too"),
    FLOTILLA_WORKER_LOGIN_TIMEOUT: durationVariable(workerDefaults.loginMs).describe(
      "How long a sign-in waits for its provider's answer",
    ),
    FLOTILLA_WORKER_DRAIN: durationVariable(workerDefaults.drainMs).describe(
      "How long sessions of a leaving worker may go on",
    ),
    FLOTILLA_WORKER_APP_USAGE: booleanVariable(workerDefaults.showsAppUsage).describe(
      "Whether metrics have the processor time and memory of each app, up to 500 apps",
    ),
  },
  check: tlsProblems,
  build: (env) => ({
    logLevel: env.FLOTILLA_LOG_LEVEL,
    objectsUrl: env.FLOTILLA_OBJECTS_URL,
    redisUrl: env.FLOTILLA_REDIS_URL,
    commit: env.FLOTILLA_COMMIT,
    certificates: certificateFiles(env),
    tracing: { endpoint: env.FLOTILLA_OTEL_ENDPOINT, ratio: env.FLOTILLA_OTEL_RATIO },
    worker: {
      machineName: env.FLOTILLA_WORKER_MACHINE,
      internalHost: env.FLOTILLA_WORKER_INTERNAL_HOST,
      internalPort: env.FLOTILLA_WORKER_INTERNAL_PORT,
      internalToken: env.FLOTILLA_INTERNAL_TOKEN,
      dataDir: resolve(env.FLOTILLA_DATA_DIR),
      runtimeDir: resolve(env.FLOTILLA_WORKER_RUNTIME_DIR),
      minTier: minTierOf(env.FLOTILLA_WORKER_MIN_TIER, env.NODE_ENV),
      maxTier: env.FLOTILLA_WORKER_MAX_TIER,
      sessionsPerProcess: env.FLOTILLA_WORKER_SESSIONS_PER_PROCESS,
      processesPerApp: env.FLOTILLA_WORKER_PROCESSES_PER_APP,
      maxProcesses: env.FLOTILLA_WORKER_MAX_PROCESSES,
      maxMemoryBytes: env.FLOTILLA_WORKER_MAX_MEMORY_BYTES,
      starts: {
        ...workerDefaults.starts,
        atOnce: env.FLOTILLA_WORKER_STARTS_AT_ONCE,
        perSecond: env.FLOTILLA_WORKER_STARTS_PER_SECOND,
      },
      limits: {
        ...defaultLimits,
        memoryBytes: env.FLOTILLA_WORKER_MEMORY_BYTES,
        cpus: env.FLOTILLA_WORKER_CPUS,
      },
      times: {
        ...workerDefaults.times,
        startMs: env.FLOTILLA_WORKER_START_TIMEOUT,
        eventMs: env.FLOTILLA_WORKER_EVENT_TIMEOUT,
      },
      idleMs: env.FLOTILLA_WORKER_IDLE_TIMEOUT,
      maxIdleMs: env.FLOTILLA_WORKER_MAX_IDLE_TIMEOUT,
      warmProcesses: env.FLOTILLA_WARM_PROCESSES,
      egressAllow: env.FLOTILLA_WORKER_EGRESS_ALLOW,
      loginMs: env.FLOTILLA_WORKER_LOGIN_TIMEOUT,
      drainMs: env.FLOTILLA_WORKER_DRAIN,
      handsOver: workerDefaults.handsOver,
      showsAppUsage: env.FLOTILLA_WORKER_APP_USAGE,
    } satisfies WorkerConfig,
  }),
});

/** Memory that app processes may fill, with the rest left to the services; a container's bound counts if it is the lower one. */
function usualMemoryBytes(): number {
  const bound = process.constrainedMemory();
  const all = totalmem();
  return Math.floor(0.9 * (bound > 0 ? Math.min(bound, all) : all));
}

/** Teams' programs are never run without walls where it counts. */
function minTierOf(asked: Tier, nodeEnv: string | undefined): Tier {
  return asked === "none" && nodeEnv === "production" ? "landlock" : asked;
}

/** Where a worker keeps things below its data folder. */
export function workerFolders(dataDir: string): { releases: string; run: string } {
  return { releases: join(dataDir, "cache", "releases"), run: join(dataDir, "run") };
}
