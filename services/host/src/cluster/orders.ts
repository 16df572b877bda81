import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import type { PartOrder } from "./part.ts";

/** What the processes of a cluster have in common. */
export interface ClusterSettings {
  /** Root of the installation. */
  readonly root: string;
  readonly clientDir: string;
  readonly runtimeDir: string;
  readonly dataDir: string;
  /** Address of the object store. */
  readonly objectsUrl: string;
  readonly internalToken: string;
  readonly restarts: boolean;
  /** The user's PATH, HOME and NODE_OPTIONS, and the variables of services. */
  readonly given: Readonly<Record<string, string>>;
}

/** A Redis of the cluster's own, on a free port of this machine. */
export async function redisOrder({
  dataDir,
  restarts,
  given,
}: ClusterSettings): Promise<PartOrder> {
  const port = await freePort();
  const settings = { port, bind: "127.0.0.1", save: "", appendonly: "no", dir: dataDir };
  return {
    name: "redis",
    command: "redis-server",
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]),
    env: given,
    restarts,
    readyOf: (line) =>
      line.includes("Ready to accept connections")
        ? { url: `redis://127.0.0.1:${port}` }
        : undefined,
  };
}

/** A service on free ports. */
export function serviceOrder(
  service: "gateway" | "worker" | "control",
  index: number,
  redisUrl: string,
  settings: ClusterSettings,
): PartOrder {
  const name = service === "control" ? service : `${service}-${index}`;
  const own = {
    gateway: {
      FLOTILLA_GATEWAY_PORT: "0",
      FLOTILLA_GATEWAY_INTERNAL_PORT: "0",
      FLOTILLA_GATEWAY_CLIENT_DIR: settings.clientDir,
    },
    worker: {
      FLOTILLA_WORKER_INTERNAL_PORT: "0",
      FLOTILLA_WORKER_RUNTIME_DIR: settings.runtimeDir,
      FLOTILLA_DATA_DIR: join(settings.dataDir, name),
    },
    control: {
      FLOTILLA_CONTROL_PORT: "0",
      FLOTILLA_CONTROL_WORK_DIR: join(settings.dataDir, "work"),
    },
  };
  return {
    name,
    command: process.execPath,
    args: ["--max-semi-space-size=4", join(settings.root, "services", service, "src", "main.ts")],
    env: {
      ...settings.given,
      ...own[service],
      FLOTILLA_REDIS_URL: redisUrl,
      FLOTILLA_OBJECTS_URL: settings.objectsUrl,
      FLOTILLA_INTERNAL_TOKEN: settings.internalToken,
    },
    restarts: settings.restarts,
    readyOf: readyLine,
    envAgain: (ready) => portsAgain(service, ready),
  };
}

/** A part that comes back is where others look for it. */
function portsAgain(
  service: "gateway" | "worker" | "control",
  { url, internalUrl }: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const name = service.toUpperCase();
  const env: Record<string, string> = {};
  if (typeof url === "string") env[`FLOTILLA_${name}_PORT`] = new URL(url).port;
  if (typeof internalUrl === "string") {
    env[`FLOTILLA_${name}_INTERNAL_PORT`] = new URL(internalUrl).port;
  }
  return env;
}

/** The one line that a service writes to its output. */
function readyLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isReady = Reflect.get(Object(value), "event") === "ready";
    return isReady ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
