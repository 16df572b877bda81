import { exposeGauge, exposeReadings, type Registry } from "@flotilla/service-kit";
import { type TransportName, transports } from "./transport/transport-name.ts";

/** Numbers that are read when metrics are asked for. */
export interface GatewayGauges {
  readonly connections: () => Readonly<Record<TransportName, number>>;
  readonly leaseAgeS: () => number;
  readonly sendBuffers: () => { readonly max: number; readonly sum: number };
  readonly links: () => number;
  readonly starts: () => number;
  readonly waiting: () => number;
}

/** Exposes them. */
export function exposeGauges(registry: Registry, gauges: GatewayGauges): void {
  exposeReadings(registry, {
    name: "flotilla_gateway_connections",
    type: "gauge",
    help: "Open client sockets by what carries them.",
    labelNames: ["transport"],
    read: () => {
      const counts = gauges.connections();
      return transports.map((transport) => ({ labels: { transport }, value: counts[transport] }));
    },
  });
  exposeGauge(registry, {
    name: "flotilla_gateway_lease_age_seconds",
    help: "Time since the gateway's lease was last renewed.",
    read: gauges.leaseAgeS,
  });
  exposeGauge(registry, {
    name: "flotilla_gateway_links",
    help: "Open links to app processes.",
    read: gauges.links,
  });
  exposeGauge(registry, {
    name: "flotilla_gateway_starts",
    help: "App starts that sessions wait for.",
    read: gauges.starts,
  });
  exposeGauge(registry, {
    name: "flotilla_gateway_waiting_sessions",
    help: "New sessions that wait for a seat here.",
    read: gauges.waiting,
  });
  exposeReadings(registry, {
    name: "flotilla_gateway_send_buffer_bytes",
    type: "gauge",
    help: "Bytes that wait for slow clients: the largest buffer and all together.",
    labelNames: ["stat"],
    read: () => {
      const { max, sum } = gauges.sendBuffers();
      return [
        { labels: { stat: "max" }, value: max },
        { labels: { stat: "sum" }, value: sum },
      ];
    },
  });
}
