import process from "node:process";
import { fileURLToPath } from "node:url";
import { Catalog, DiskObjects } from "@flotilla/objects";
import {
  ComponentGroup,
  createLogger,
  createRegistry,
  createTracing,
  openIdentityOrExit,
  parseConfigOrExit,
  resource,
  runServiceOrExit,
  StoreMetrics,
} from "@flotilla/service-kit";
import { createStore } from "@flotilla/store";
import { workerConfig } from "./config.ts";
import { Worker } from "./worker.ts";

const { config, warnings } = parseConfigOrExit(workerConfig, process);
const logger = createLogger({ name: "worker", level: config.logLevel });
for (const warning of warnings) logger.warn({ warning }, "configuration");
const tracing = createTracing(config.tracing, "flotilla-worker", (err) =>
  logger.warn({ err }, "spans not sent"),
);
const objects = new DiskObjects(fileURLToPath(config.objectsUrl));
const registry = createRegistry({ version: "0.1.0", commit: config.commit, processMetrics: true });
const identity = await openIdentityOrExit(
  { role: "worker", files: config.certificates, registry, logger },
  process,
);
const observer = config.redisUrl === undefined ? undefined : new StoreMetrics(registry);
const store = await createStore(config.redisUrl, { observer });
const worker = new Worker({
  config: config.worker,
  store,
  catalog: new Catalog(objects),
  registry,
  tracing,
  identity,
  logger,
});
await runServiceOrExit({
  component: new ComponentGroup("worker", [
    resource("objects", objects),
    resource("store", store),
    ...(identity === undefined ? [] : [resource("certificates", identity)]),
    ...(tracing === undefined ? [] : [resource("tracing", tracing)]),
    worker,
  ]),
  logger,
  process,
  done: worker.released,
  stopTimeoutMs: config.worker.drainMs + 10_000,
  onReady: () => {
    const { internalUrl, tier } = worker;
    process.stdout.write(`${JSON.stringify({ event: "ready", internalUrl, tier })}\n`);
  },
});
