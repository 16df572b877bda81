import type { LabelCap, Registry } from "@flotilla/service-kit";
import { Counter, Gauge } from "prom-client";
import type { AppProcess } from "./process/app-process.ts";
import { cpuSeconds, residentBytes } from "./process/process-usage.ts";

/** Exposes what each app uses, as the machine sees it; measured when somebody asks for metrics. */
export function exposeAppUsage(
  registry: Registry,
  apps: LabelCap,
  processes: () => Iterable<AppProcess>,
): void {
  /** Processor time of each process that was known when last measured. */
  const seen = new Map<string, number>();
  const cpu = new Counter({
    name: "flotilla_app_cpu_seconds_total",
    help: "Processor time of apps' processes, up to the last measurement before each one's end.",
    labelNames: ["app"],
    registers: [registry],
    async collect() {
      const running = [...processes()];
      const measured = await Promise.all(running.map(({ pid }) => cpuSeconds(pid)));
      const ended = new Set(seen.keys());
      for (const [i, process] of running.entries()) {
        const before = seen.get(process.id) ?? 0;
        const now = Math.max(before, measured[i] ?? 0);
        cpu.inc({ app: apps.labelOf(nameOf(process)) }, now - before);
        seen.set(process.id, now);
        ended.delete(process.id);
      }
      for (const id of ended) seen.delete(id);
    },
  });
  new Gauge({
    name: "flotilla_app_memory_bytes",
    help: "Resident memory of apps' processes.",
    labelNames: ["app"],
    registers: [registry],
    async collect() {
      const running = [...processes()];
      const measured = await Promise.all(running.map(({ pid }) => residentBytes(pid)));
      this.reset(); // an app without a process has no series
      for (const [i, process] of running.entries()) {
        this.inc({ app: apps.labelOf(nameOf(process)) }, measured[i] ?? 0);
      }
    },
  });
}

function nameOf({ order }: AppProcess): string {
  return `${order.team}/${order.app}`;
}
