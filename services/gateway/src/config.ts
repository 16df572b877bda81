import {
  certificateFiles,
  defineConfig,
  durationVariable,
  integerVariable,
  listVariable,
  machineVariable,
  portVariable,
  sharedVariables,
  tlsProblems,
  tracingVariables,
  warmProcessesVariable,
} from "@flotilla/service-kit";
import { z } from "zod";
import { isAddressRange } from "./http/client-facts.ts";

/** What a gateway is told from outside. */
export interface GatewayConfig {
  readonly host: string;
  /** Public listener; 0 picks a free port. */
  readonly port: number;
  /** Workers on a machine of this name are near: their app sockets are files here. */
  readonly machineName: string;
  readonly internalHost: string;
  /** Internal listener; 0 picks a free port. */
  readonly internalPort: number;
  /** Addresses under which people reach this gateway, besides its own listener. */
  readonly publicUrls: readonly string[];
  /** Whose `X-Forwarded-*` counts: addresses and CIDR ranges. */
  readonly trustedProxies: readonly string[];
  /** Folder of the built web client. */
  readonly clientDir: string;
  /** Shared by the services for their internal addresses. */
  readonly internalToken: string;
  /** Address of the control API; without it the control nodes of the store are asked. */
  readonly controlUrl: string | undefined;
  readonly sessionTtlMs: number;
  /** How long a draining gateway spreads its closes. */
  readonly drainMs: number;
  readonly limits: GatewayLimits;
}

/** Bounds on clients and on waiting for apps. */
export interface GatewayLimits {
  readonly connectionsPerAddress: number;
  readonly registrationsPerMinute: number;
  readonly unknownSessionsPerMinute: number;
  readonly messagesPerSecond: number;
  readonly messageBurst: number;
  readonly firstMessageMs: number;
  /** How long an app may take to reply to a registration. */
  readonly replyMs: number;
  readonly pingMs: number;
  readonly pongMs: number;
  /** How long a session's old socket has for a sign of life before a new one takes over. */
  readonly probeMs: number;
  readonly sendBufferBytes: number;
  readonly writeStallMs: number;
  /** How long a new session waits for a seat. */
  readonly queueMs: number;
  /** New sessions of one release that may wait. */
  readonly queueLength: number;
  readonly headerMs: number;
  /** Time for the body of one request of a polling client. */
  readonly pollBodyMs: number;
  /** Size of the largest upload; an app may ask for less. */
  readonly uploadBytes: number;
  /** How long the sender of an upload may be silent. */
  readonly uploadStallMs: number;
  /**
   * Share of a process's seats after which the next process is started. The seats that are left have to last for a start: at
   * 0.8 of 500 seats 100 visitors may come in the 0.15 s that it takes, and a process costs as much memory as 1,000 small pages.
   */
  readonly loadFactor: number;
  /** App processes of one app over all workers. */
  readonly processesPerApp: number;
  /** App processes of all apps of a team over all workers. */
  readonly processesPerTeam: number;
  /** Processes of one app that may be kept although nobody uses them. */
  readonly warmProcesses: number;
}

/** The documented limits. */
export const defaultLimits: GatewayLimits = {
  connectionsPerAddress: 1_000,
  registrationsPerMinute: 600,
  unknownSessionsPerMinute: 100,
  messagesPerSecond: 200,
  messageBurst: 1_000,
  firstMessageMs: 5_000,
  replyMs: 60_000,
  pingMs: 20_000,
  pongMs: 10_000,
  probeMs: 1_000,
  sendBufferBytes: 16 * 1024 * 1024,
  writeStallMs: 5_000,
  queueMs: 30_000,
  queueLength: 1_000,
  headerMs: 10_000,
  pollBodyMs: 30_000,
  uploadBytes: 200 * 1024 * 1024,
  uploadStallMs: 30_000,
  loadFactor: 0.8,
  processesPerApp: 100,
  processesPerTeam: 1_000,
  warmProcesses: 10,
};

/** Environment variables of the gateway. */
export const gatewayConfig = defineConfig({
  service: "gateway",
  shape: {
    ...sharedVariables,
    ...tracingVariables,
    FLOTILLA_GATEWAY_HOST: z
      .string()
      .default("127.0.0.1")
      .describe("Address of the public listener"),
    FLOTILLA_GATEWAY_PORT: portVariable(8080).describe("Port of the public listener, 0 for any"),
    FLOTILLA_GATEWAY_MACHINE: machineVariable,
    FLOTILLA_GATEWAY_INTERNAL_HOST: z
      .string()
      .default("127.0.0.1")
      .describe("Address of the internal listener"),
    FLOTILLA_GATEWAY_INTERNAL_PORT: portVariable(9090).describe(
      "Port of the internal listener, 0 for any",
    ),
    FLOTILLA_GATEWAY_PUBLIC_URLS: listVariable(isPublicUrl, "http(s) addresses").describe(
      "Addresses under which people reach the gateway: their pages may open sockets",
    ),
    FLOTILLA_GATEWAY_TRUSTED_PROXIES: listVariable(
      isAddressRange,
      "addresses and CIDR ranges",
    ).describe("Proxies whose X-Forwarded headers count"),
    FLOTILLA_GATEWAY_CLIENT_DIR: z
      .string()
      .default("dist/client")
      .describe("Folder of the built web client"),
    FLOTILLA_CONTROL_URL: z
      .url()
      .optional()
      .describe("Address of the control API; without it, the control services that are registered"),
    FLOTILLA_GATEWAY_SESSION_TTL: durationVariable(3_600_000).describe(
      "How long a session is kept without a client, unless its app says otherwise",
    ),
    FLOTILLA_GATEWAY_DRAIN: durationVariable(10_000).describe(
      "Period over which a leaving gateway closes its sockets",
    ),
    FLOTILLA_GATEWAY_CONNECTIONS_PER_ADDRESS: integerVariable(
      defaultLimits.connectionsPerAddress,
      1,
    ).describe("Open sockets of one client address"),
    FLOTILLA_GATEWAY_REGISTRATIONS_PER_MINUTE: integerVariable(
      defaultLimits.registrationsPerMinute,
      1,
    ).describe("Registrations of one client address in a minute"),
    FLOTILLA_GATEWAY_UNKNOWN_SESSIONS_PER_MINUTE: integerVariable(
      defaultLimits.unknownSessionsPerMinute,
      1,
    ).describe("Unknown session ids of one client address in a minute before answers slow down"),
    FLOTILLA_GATEWAY_MESSAGES_PER_SECOND: integerVariable(
      defaultLimits.messagesPerSecond,
      1,
    ).describe("Messages of one session in a second, in the long run"),
    FLOTILLA_GATEWAY_MESSAGE_BURST: integerVariable(defaultLimits.messageBurst, 1).describe(
      "Messages of one session at once",
    ),
    FLOTILLA_GATEWAY_SEND_BUFFER_BYTES: integerVariable(
      defaultLimits.sendBufferBytes,
      65_536,
    ).describe("Bytes that wait for a slow client before it is cut off"),
    FLOTILLA_GATEWAY_UPLOAD_BYTES: integerVariable(defaultLimits.uploadBytes, 1).describe(
      "Size of the largest upload in bytes, unless its app asks for less",
    ),
    FLOTILLA_GATEWAY_QUEUE: durationVariable(defaultLimits.queueMs).describe(
      "How long a new session waits for a seat",
    ),
    FLOTILLA_GATEWAY_QUEUE_LENGTH: integerVariable(defaultLimits.queueLength, 1, 10_000).describe(
      "New sessions of one app that may wait at once, over all gateways",
    ),
    FLOTILLA_GATEWAY_LOAD_FACTOR: z.coerce
      .number()
      .min(0.01)
      .max(1)
      .default(defaultLimits.loadFactor)
      .describe(
        "Share of a process's seats after which the next process is started, unless the app says",
      ),
    FLOTILLA_GATEWAY_PROCESSES_PER_APP: integerVariable(defaultLimits.processesPerApp, 1).describe(
      "App processes of one app over all workers",
    ),
    FLOTILLA_GATEWAY_PROCESSES_PER_TEAM: integerVariable(
      defaultLimits.processesPerTeam,
      1,
    ).describe("App processes of all apps of one team over all workers"),
    FLOTILLA_WARM_PROCESSES: warmProcessesVariable,
  },
  check: tlsProblems,
  build: (env) => ({
    logLevel: env.FLOTILLA_LOG_LEVEL,
    objectsUrl: env.FLOTILLA_OBJECTS_URL,
    redisUrl: env.FLOTILLA_REDIS_URL,
    commit: env.FLOTILLA_COMMIT,
    certificates: certificateFiles(env),
    tracing: { endpoint: env.FLOTILLA_OTEL_ENDPOINT, ratio: env.FLOTILLA_OTEL_RATIO },
    gateway: {
      host: env.FLOTILLA_GATEWAY_HOST,
      port: env.FLOTILLA_GATEWAY_PORT,
      machineName: env.FLOTILLA_GATEWAY_MACHINE,
      internalHost: env.FLOTILLA_GATEWAY_INTERNAL_HOST,
      internalPort: env.FLOTILLA_GATEWAY_INTERNAL_PORT,
      publicUrls: env.FLOTILLA_GATEWAY_PUBLIC_URLS,
      trustedProxies: env.FLOTILLA_GATEWAY_TRUSTED_PROXIES,
      clientDir: env.FLOTILLA_GATEWAY_CLIENT_DIR,
      internalToken: env.FLOTILLA_INTERNAL_TOKEN,
      controlUrl: env.FLOTILLA_CONTROL_URL,
      sessionTtlMs: env.FLOTILLA_GATEWAY_SESSION_TTL,
      drainMs: env.FLOTILLA_GATEWAY_DRAIN,
      limits: {
        ...defaultLimits,
        connectionsPerAddress: env.FLOTILLA_GATEWAY_CONNECTIONS_PER_ADDRESS,
        registrationsPerMinute: env.FLOTILLA_GATEWAY_REGISTRATIONS_PER_MINUTE,
        unknownSessionsPerMinute: env.FLOTILLA_GATEWAY_UNKNOWN_SESSIONS_PER_MINUTE,
        messagesPerSecond: env.FLOTILLA_GATEWAY_MESSAGES_PER_SECOND,
        messageBurst: env.FLOTILLA_GATEWAY_MESSAGE_BURST,
        sendBufferBytes: env.FLOTILLA_GATEWAY_SEND_BUFFER_BYTES,
        uploadBytes: env.FLOTILLA_GATEWAY_UPLOAD_BYTES,
        queueMs: env.FLOTILLA_GATEWAY_QUEUE,
        queueLength: env.FLOTILLA_GATEWAY_QUEUE_LENGTH,
        loadFactor: env.FLOTILLA_GATEWAY_LOAD_FACTOR,
        processesPerApp: env.FLOTILLA_GATEWAY_PROCESSES_PER_APP,
        processesPerTeam: env.FLOTILLA_GATEWAY_PROCESSES_PER_TEAM,
        warmProcesses: env.FLOTILLA_WARM_PROCESSES,
      },
    } satisfies GatewayConfig,
  }),
});

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol } = new URL(text);
  return protocol === "http:" || protocol === "https:";
}
