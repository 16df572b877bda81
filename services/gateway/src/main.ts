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
import { gatewayConfig } from "./config.ts";
import { Gateway } from "./gateway.ts";

const { config, warnings } = parseConfigOrExit(gatewayConfig, process);
const logger = createLogger({ name: "gateway", level: config.logLevel });
for (const warning of warnings) logger.warn({ warning }, "configuration");
const tracing = createTracing(config.tracing, "flotilla-gateway", (err) =>
  logger.warn({ err }, "spans not sent"),
);
const objects = new DiskObjects(fileURLToPath(config.objectsUrl));
const registry = createRegistry({ version: "0.1.0", commit: config.commit, processMetrics: true });
const identity = await openIdentityOrExit(
  { role: "gateway", files: config.certificates, registry, logger },
  process,
);
const observer = config.redisUrl === undefined ? undefined : new StoreMetrics(registry);
const store = await createStore(config.redisUrl, { observer });
const gateway = new Gateway(config.gateway, {
  store,
  catalog: new Catalog(objects),
  logger,
  registry,
  tracing,
  identity,
});
await runServiceOrExit({
  component: new ComponentGroup("gateway", [
    resource("objects", objects),
    resource("store", store),
    ...(identity === undefined ? [] : [resource("certificates", identity)]),
    ...(tracing === undefined ? [] : [resource("tracing", tracing)]),
    gateway,
  ]),
  logger,
  process,
  stopTimeoutMs: config.gateway.drainMs + 10_000,
  onReady: () => {
    const { url, internalUrl } = gateway;
    process.stdout.write(`${JSON.stringify({ event: "ready", url, internalUrl })}\n`);
  },
});
