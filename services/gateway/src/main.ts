import process from "node:process";
import { fileURLToPath } from "node:url";
import { Catalog, DiskObjects } from "@flotilla/objects";
import { createLogger, createRegistry, parseConfigOrExit, runService } from "@flotilla/service-kit";
import { createMemoryStore } from "@flotilla/store";
import { gatewayConfig } from "./config.ts";
import { Gateway } from "./gateway.ts";

const { config, warnings } = parseConfigOrExit(gatewayConfig, process);
const logger = createLogger({ name: "gateway", level: config.logLevel });
for (const warning of warnings) logger.warn({ warning }, "configuration");
const objects = new DiskObjects(fileURLToPath(config.objectsUrl));
await objects.start();
const gateway = new Gateway(config.gateway, {
  store: createMemoryStore(),
  catalog: new Catalog(objects),
  logger,
  registry: createRegistry({ version: "0.1.0", processMetrics: true }),
});
await runService({
  component: gateway,
  logger,
  process,
  stopTimeoutMs: config.gateway.drainMs + 10_000,
  onReady: () => logger.info({ url: gateway.url, internalUrl: gateway.internalUrl }, "ready"),
});
