import process from "node:process";
import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from "prom-client";

export { Registry };

/** What a registry says about the process it belongs to. */
export interface RegistryOptions {
  readonly version: string;
  /** The revision that was built, if known. */
  readonly commit?: string | undefined;
  /** Event loop, memory and garbage collection; once a process, so only `main.ts` asks for them. */
  readonly processMetrics?: boolean;
}

/** A registry for one service object; nothing is kept in prom-client's global one. */
export function createRegistry(options: RegistryOptions): Registry {
  const registry = new Registry();
  new Gauge({
    name: "flotilla_build_info",
    help: "Always 1; the labels say what runs.",
    labelNames: ["version", "commit", "node"],
    registers: [registry],
  }).set(
    { version: options.version, commit: options.commit || "unknown", node: process.version },
    1,
  );
  if (options.processMetrics === true) collectDefaultMetrics({ register: registry });
  return registry;
}

/** What a counter is made with. */
export interface CounterFacts<T extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly T[];
}

/** A counter that several services of one registry count in, made by the first of them. */
export function sharedCounter<T extends string>(
  registry: Registry,
  facts: CounterFacts<T>,
): Counter<T> {
  const known = registry.getSingleMetric(facts.name);
  if (known instanceof Counter) return known as Counter<T>;
  return new Counter({ ...facts, registers: [registry] });
}

/** Refused attempts to use what needs a token, a role or a pass; the same name on every service. */
export function authFailures(registry: Registry): Counter<"kind"> {
  return sharedCounter(registry, {
    name: "flotilla_auth_failures_total",
    help: "Calls without the right to them: no token or a wrong one, a role that is too small, another service's wrong key, a link without its pass.",
    labelNames: ["kind"],
  });
}

/** Numbers that are kept elsewhere and read when somebody asks for metrics. */
export interface Readings {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly read: () => readonly Reading[];
}

/** One value of one series. */
export interface Reading {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  readonly metricName?: string;
}

/** Exposes what is counted where a counter of prom-client would be felt; prom-client only asks for `name` and `get`. */
export function exposeReadings(registry: Registry, { read, ...facts }: Readings): void {
  const { name, help, type } = facts;
  const metric = {
    ...facts,
    get: async () => ({ name, help, type, values: read(), aggregator: "sum" }),
  };
  registry.registerMetric(metric as unknown as Metric);
}

/** Exposes one number that is known elsewhere. */
export function exposeGauge(
  registry: Registry,
  { read, ...facts }: { readonly name: string; readonly help: string; readonly read: () => number },
): void {
  const values = () => [{ labels: {}, value: read() }];
  exposeReadings(registry, { ...facts, type: "gauge", labelNames: [], read: values });
}
