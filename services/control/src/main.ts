import process from "node:process";
import { fileURLToPath } from "node:url";
import { Catalog, DiskObjects } from "@flotilla/objects";
import {
  ComponentGroup,
  createLogger,
  createRegistry,
  openIdentityOrExit,
  parseConfigOrExit,
  resource,
  runServiceOrExit,
  StoreMetrics,
} from "@flotilla/service-kit";
import { createStore } from "@flotilla/store";
import { controlServiceConfig } from "./config.ts";
import { Control } from "./control.ts";
import { findInstallation } from "./installation.ts";

const stopTimeoutMs = 20_000;
const { config, warnings } = parseConfigOrExit(controlServiceConfig, process);
const logger = createLogger({ name: "control", level: config.logLevel });
for (const warning of warnings) logger.warn({ warning }, "configuration");
const { sdkVersion, sdkTypes } = await findInstallation();
const objects = new DiskObjects(fileURLToPath(config.objectsUrl));
const registry = createRegistry({ version: "0.1.0", commit: config.commit, processMetrics: true });
const identity = await openIdentityOrExit(
  { role: "control", files: config.certificates, registry, logger },
  process,
);
const observer = config.redisUrl === undefined ? undefined : new StoreMetrics(registry);
const store = await createStore(config.redisUrl, { observer });
const control = new Control({
  config: { ...config.control, sdkVersion, sdkTypes },
  store,
  catalog: new Catalog(objects),
  registry,
  identity,
  logger,
  version: "0.1.0",
});
await runServiceOrExit({
  component: new ComponentGroup("control", [
    resource("objects", objects),
    resource("store", store),
    ...(identity === undefined ? [] : [resource("certificates", identity)]),
    control,
  ]),
  logger,
  process,
  stopTimeoutMs,
  onReady: () => process.stdout.write(`${JSON.stringify({ event: "ready", url: control.url })}\n`),
});
