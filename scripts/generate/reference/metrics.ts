import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Catalog, DiskObjects } from "../../../packages/objects/src/index.ts";
import {
  CertificateMetrics,
  createRegistry,
  parseConfig,
  type Registry,
  StoreMetrics,
  silentLogger,
} from "../../../packages/service-kit/src/index.ts";
import { createMemoryStore } from "../../../packages/store/src/index.ts";
import { Control, controlConfig } from "../../../services/control/src/index.ts";
import { Gateway, gatewayConfig } from "../../../services/gateway/src/index.ts";
import { Worker, workerConfig } from "../../../services/worker/src/index.ts";
import { code, page, table } from "./markdown.ts";

interface MetricFacts {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

/** The page of metrics, read from services that were made but not started. */
export function metricsPage(): string {
  const everywhere = metricsOf(createRegistry({ version: "0" }));
  const known = new Set(everywhere.map(({ name }) => name));
  const sections = serviceRegistries().map(
    ({ title, registry }) =>
      `## ${title}\n\n${rows(metricsOf(registry).filter(({ name }) => !known.has(name)))}`,
  );
  return page("Metrics", [
    `\`/metrics\` of the internal listener has them in the Prometheus format; that of the host has those of all services. Every label
takes its values from a bounded set, whatever visitors and apps do. A histogram \`NAME\` has the series \`NAME_bucket\` (with \`le\`),
\`NAME_sum\` and \`NAME_count\`. The event loop, memory and garbage collection of the process itself are under \`process_\` and
\`nodejs_\`, as [prom-client](https://github.com/siimon/prom-client#default-metrics) names them. Those under Redis are on every
service that has one; \`flotilla_app_cpu_seconds_total\` and \`flotilla_app_memory_bytes\` are on workers with
\`FLOTILLA_WORKER_APP_USAGE=true\`. [Watch a host](../guides/watch.md) says what to alert on.`,
    `## Every service\n\n${rows(everywhere)}`,
    ...sections,
  ]);
}

/** Every metric of a registry, by name. */
export function metricsOf(registry: Registry): readonly MetricFacts[] {
  // prom-client keeps these fields on each metric, but leaves them out of its types.
  const metrics = registry.getMetricsAsArray() as unknown as readonly MetricFacts[];
  return metrics.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function rows(metrics: readonly MetricFacts[]): string {
  return table(
    ["name", "type", "labels", "help"],
    metrics.map(({ name, type, labelNames, help }) => [
      code(name),
      type,
      labelNames.map(code).join(", "),
      help,
    ]),
  );
}

/** Services register their metrics when they are made; nothing is opened before they start. */
export function serviceRegistries(): readonly { title: string; registry: Registry }[] {
  const folder = join(tmpdir(), "flotilla-reference");
  const token = "0".repeat(32);
  const env = {
    FLOTILLA_INTERNAL_TOKEN: token,
    FLOTILLA_OBJECTS_URL: pathToFileURL(folder).href,
    FLOTILLA_DATA_DIR: folder,
    FLOTILLA_WORKER_APP_USAGE: "true",
  };
  const parts = {
    store: createMemoryStore(),
    catalog: new Catalog(new DiskObjects(folder)),
    logger: silentLogger(),
  };
  const version = "0";
  return [
    {
      title: "Gateway",
      make: (registry: Registry) =>
        new Gateway(parseConfig(gatewayConfig, env).config.gateway, { ...parts, registry }),
    },
    {
      title: "Worker",
      make: (registry: Registry) =>
        new Worker({ ...parts, registry, config: parseConfig(workerConfig, env).config.worker }),
    },
    {
      title: "Control",
      make: (registry: Registry) => {
        const { config } = parseConfig(controlConfig, env);
        const own = { internalToken: token, sdkVersion: version, sdkTypes: {} };
        return new Control({ ...parts, registry, version, config: { ...config, ...own } });
      },
    },
    {
      title: "Redis",
      make: (registry: Registry) => void new StoreMetrics(registry),
    },
    {
      title: "TLS between services",
      make: (registry: Registry) => void new CertificateMetrics(registry),
    },
  ].map(({ title, make }) => {
    const registry = createRegistry({ version });
    make(registry);
    return { title, registry };
  });
}
