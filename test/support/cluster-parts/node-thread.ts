import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { Gateway, gatewayConfig } from "@flotilla/gateway";
import { Catalog, DiskObjects } from "@flotilla/objects";
import { createLogger, createRegistry, parseConfig } from "@flotilla/service-kit";
import type { Store } from "@flotilla/store";
import { createRedisStore } from "@flotilla/store/redis";
import { Worker, workerConfig } from "@flotilla/worker";
import type { NodeAddress, NodeAsk, NodeOrder, NodeTold, NodeVitals } from "./node-order.ts";
import { shiftClock } from "./shifted-clock.ts";
import { watchedStore } from "./watched-store.ts";

/** What the cluster shares with a thread: whether it stands still, and how far its clock is off. */
const { gate, clockOffset } = workerData as { gate: Int32Array; clockOffset: Float64Array };
const port = parentPort;
if (port === null) throw new Error("a thread of a cluster");
const tell = (told: NodeTold): void => port.postMessage(told);

shiftClock(() => clockOffset[0] ?? 0);

/** A service and what it stands on. */
interface Running {
  readonly service: Gateway | Worker;
  readonly close: () => Promise<void>;
}

let running: Running | undefined;
const ways = new Map<string, Promise<string>>();
const asked = new Map<number, (way: string) => void>();
let lastAsked = 0;

/** The way to a node is the same as long as it lives; who is still a stranger is asked for again. */
function wayTo(url: string): Promise<string> {
  const known = ways.get(url);
  if (known !== undefined) return known;
  const way = new Promise<string>((resolve) => {
    const n = ++lastAsked;
    asked.set(n, (found) => {
      if (found === url) ways.delete(url);
      resolve(found);
    });
    tell({ type: "way", n, url });
  });
  ways.set(url, way);
  return way;
}

async function open(order: NodeOrder): Promise<NodeAddress> {
  const objects = new DiskObjects(order.objectsDir);
  const { redisUrl: url, commandTimeoutMs } = order;
  const real = createRedisStore({ url, commandTimeoutMs });
  const store = watchedStore({
    store: real,
    node: order.name,
    onStep: (step) => tell({ type: "step", step }),
    wayTo,
    plant: order.plant,
    effectsDir: order.effectsDir,
  });
  const logger = createLogger({
    name: order.name,
    level: order.logLevel,
    stream: { write: (line) => tell({ type: "log", line }) },
  });
  const shared = { store, catalog: new Catalog(objects), logger };
  await objects.start();
  await real.start();
  const service = order.kind === "gateway" ? gatewayOf(order, shared) : workerOf(order, shared);
  await service.start();
  const close = async (): Promise<void> => {
    await service.stop();
    await real.stop();
    await objects.stop();
  };
  running = { service, close };
  const { id, internalUrl } = service;
  return { id, internalUrl, url: service instanceof Gateway ? service.url : "" };
}

type Shared = { store: Store; catalog: Catalog; logger: ReturnType<typeof createLogger> };

function envOf({ redisUrl, objectsDir, internalToken, env }: NodeOrder): Record<string, string> {
  return {
    FLOTILLA_REDIS_URL: redisUrl,
    FLOTILLA_OBJECTS_URL: pathToFileURL(objectsDir).href,
    FLOTILLA_INTERNAL_TOKEN: internalToken,
    ...env,
  };
}

function gatewayOf(order: NodeOrder, shared: Shared): Gateway {
  const { gateway } = parseConfig(gatewayConfig, {
    ...envOf(order),
    FLOTILLA_GATEWAY_PORT: "0",
    FLOTILLA_GATEWAY_INTERNAL_PORT: "0",
    FLOTILLA_GATEWAY_MACHINE: `machine${order.name}`,
  }).config;
  const limits = { ...gateway.limits, probeMs: 250, replyMs: 6_000, ...order.vitalTimes };
  const registry = createRegistry({ version: "test" });
  const { leaseTimes } = order;
  return new Gateway({ ...gateway, limits }, { ...shared, registry, leaseTimes });
}

function workerOf(order: NodeOrder, shared: Shared): Worker {
  const { worker } = parseConfig(workerConfig, {
    ...envOf(order),
    FLOTILLA_WORKER_INTERNAL_PORT: "0",
    FLOTILLA_WORKER_MACHINE: `machine${order.name}`,
    FLOTILLA_WORKER_MAX_TIER: "none",
    FLOTILLA_DATA_DIR: join(order.dataDir, order.name),
  }).config;
  const registry = createRegistry({ version: "test" });
  const { leaseTimes } = order;
  return new Worker({ ...shared, config: worker, registry, leaseTimes });
}

function vitals(isCollected: boolean): NodeVitals {
  if (isCollected) {
    setFlagsFromString("--expose-gc");
    (runInNewContext("gc") as () => void)();
  }
  return { heapBytes: process.memoryUsage().heapUsed };
}

async function answer(ask: NodeAsk): Promise<unknown> {
  switch (ask.type) {
    case "open":
      return await open(ask.order);
    case "vitals":
      return vitals(ask.isCollected);
    case "pause":
      Atomics.wait(gate, 0, 1); // until somebody sets it to 0
      return undefined;
    case "drain":
      return await running?.service.drain();
    case "stop":
      return await running?.close();
    case "pids":
      return running?.service instanceof Worker
        ? running.service.processes.map(({ pid }) => pid)
        : [];
  }
}

port.on("message", (message: { n: number; ask?: NodeAsk; way?: string }) => {
  const { n, ask, way } = message;
  if (way !== undefined) {
    asked.get(n)?.(way);
    asked.delete(n);
  } else if (ask !== undefined) {
    answer(ask).then(
      (value) => tell({ type: "answer", n, value }),
      (error: unknown) =>
        tell({ type: "failed", n, text: String(Reflect.get(Object(error), "stack")) }),
    );
  }
});
