import process from "node:process";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";

export { Registry };

/** What a registry says about the process it belongs to. */
export interface RegistryOptions {
  readonly version: string;
  /** Event loop, memory and garbage collection; once a process, so only `main.ts` asks for them. */
  readonly processMetrics?: boolean;
}

/** A registry for one service object; nothing is kept in prom-client's global one. */
export function createRegistry(options: RegistryOptions): Registry {
  const registry = new Registry();
  new Gauge({
    name: "flotilla_build_info",
    help: "Always 1; the labels say what runs.",
    labelNames: ["version", "node"],
    registers: [registry],
  }).set({ version: options.version, node: process.version }, 1);
  if (options.processMetrics === true) collectDefaultMetrics({ register: registry });
  return registry;
}
