import type { Metric, Registry } from "prom-client";
import type { Buckets, Traffic } from "./traffic.ts";

type Values = { labels: Record<string, string | number>; value: number; metricName?: string }[];

/** Exposes what is counted on the hot path, where a counter of prom-client would be felt. */
export function exposeTraffic(registry: Registry, traffic: Traffic): void {
  const directions = (a: number, b: number): Values => [
    { labels: { direction: "in" }, value: a },
    { labels: { direction: "out" }, value: b },
  ];
  expose(registry, {
    name: "flotilla_gateway_messages_total",
    type: "counter",
    help: "Packets from and to clients.",
    labelNames: ["direction"],
    read: () => directions(traffic.messagesIn, traffic.messagesOut),
  });
  expose(registry, {
    name: "flotilla_gateway_bytes_total",
    type: "counter",
    help: "Bytes of packets from and to clients.",
    labelNames: ["direction"],
    read: () => directions(traffic.sizesIn.sum, traffic.sizesOut.sum),
  });
  expose(registry, {
    name: "flotilla_gateway_ignored_total",
    type: "counter",
    help: "Packets from clients that were empty or of unknown types.",
    labelNames: [],
    read: () => [{ labels: {}, value: traffic.ignored }],
  });
  expose(registry, {
    name: "flotilla_session_events_dropped_total",
    type: "counter",
    help: "Messages of clients without acknowledgements that came to nothing when a process had ended.",
    labelNames: ["reason"],
    read: () => [
      { labels: { reason: "gap" }, value: traffic.lost.gap },
      { labels: { reason: "overflow" }, value: traffic.lost.overflow },
    ],
  });
  const size = "flotilla_gateway_message_size_bytes";
  expose(registry, {
    name: size,
    type: "histogram",
    help: "Sizes of packets from and to clients.",
    labelNames: ["direction"],
    read: () => [
      ...histogramValues(size, traffic.sizesIn, { direction: "in" }),
      ...histogramValues(size, traffic.sizesOut, { direction: "out" }),
    ],
  });
  const roundtrip = "flotilla_event_roundtrip_seconds";
  expose(registry, {
    name: roundtrip,
    type: "histogram",
    help: "From a client's event to the app's next packet.",
    labelNames: [],
    read: () => histogramValues(roundtrip, traffic.roundtrips, {}),
  });
}

interface Exposed {
  readonly name: string;
  readonly type: "counter" | "histogram";
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly read: () => Values;
}

/** A metric whose numbers are kept elsewhere; prom-client only asks for `name` and `get`. */
function expose(registry: Registry, { read, ...facts }: Exposed): void {
  const { name, help, type } = facts;
  const metric = {
    ...facts,
    get: async () => ({ name, help, type, values: read(), aggregator: "sum" }),
  };
  registry.registerMetric(metric as unknown as Metric);
}

function histogramValues(name: string, buckets: Buckets, labels: Record<string, string>): Values {
  const values: Values = [];
  let total = 0;
  for (const [i, count] of buckets.counts.entries()) {
    total += count;
    const le = buckets.bounds[i] ?? "+Inf";
    values.push({ labels: { ...labels, le }, value: total, metricName: `${name}_bucket` });
  }
  values.push({ labels, value: buckets.sum, metricName: `${name}_sum` });
  values.push({ labels, value: total, metricName: `${name}_count` });
  return values;
}
