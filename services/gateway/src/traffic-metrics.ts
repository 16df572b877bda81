import { exposeReadings, type Reading, type Registry } from "@flotilla/service-kit";
import type { Buckets, Traffic } from "./traffic.ts";

/** Exposes what is counted on the hot path, where a counter of prom-client would be felt. */
export function exposeTraffic(registry: Registry, traffic: Traffic): void {
  const directions = (a: number, b: number): readonly Reading[] => [
    { labels: { direction: "in" }, value: a },
    { labels: { direction: "out" }, value: b },
  ];
  exposeReadings(registry, {
    name: "flotilla_gateway_messages_total",
    type: "counter",
    help: "Packets from and to clients.",
    labelNames: ["direction"],
    read: () => directions(traffic.messagesIn, traffic.messagesOut),
  });
  exposeReadings(registry, {
    name: "flotilla_gateway_bytes_total",
    type: "counter",
    help: "Bytes of packets from and to clients.",
    labelNames: ["direction"],
    read: () => directions(traffic.sizesIn.sum, traffic.sizesOut.sum),
  });
  exposeReadings(registry, {
    name: "flotilla_gateway_ignored_total",
    type: "counter",
    help: "Packets from clients that were empty or of unknown types.",
    labelNames: [],
    read: () => [{ labels: {}, value: traffic.ignored }],
  });
  exposeReadings(registry, {
    name: "flotilla_session_events_dropped_total",
    type: "counter",
    help: "Messages of clients without acknowledgements that came to nothing: their process had ended, too many waited, or the gateway left.",
    labelNames: ["reason"],
    read: () => [
      { labels: { reason: "gap" }, value: traffic.lost.gap },
      { labels: { reason: "overflow" }, value: traffic.lost.overflow },
      { labels: { reason: "drain" }, value: traffic.lost.drain },
    ],
  });
  const size = "flotilla_gateway_message_size_bytes";
  exposeReadings(registry, {
    name: size,
    type: "histogram",
    help: "Sizes of packets from and to clients.",
    labelNames: ["direction"],
    read: () => [
      ...histogramValues(size, traffic.sizesIn, { direction: "in" }),
      ...histogramValues(size, traffic.sizesOut, { direction: "out" }),
    ],
  });
  const time = (name: string, help: string, buckets: Buckets): void =>
    exposeReadings(registry, {
      ...{ name, type: "histogram" as const, help, labelNames: [] },
      read: () => histogramValues(name, buckets, {}),
    });
  time(
    "flotilla_event_roundtrip_seconds",
    "From a client's event to the app's next packet.",
    traffic.roundtrips,
  );
  time(
    "flotilla_event_platform_seconds",
    "The share of that which is the host's: gateway, link, waiting for the app's event loop, keeping state.",
    traffic.platformTimes,
  );
  time(
    "flotilla_event_app_seconds",
    "The share of that which is the app's: its handler, and what that waits for.",
    traffic.appTimes,
  );
}

function histogramValues(
  name: string,
  buckets: Buckets,
  labels: Readonly<Record<string, string>>,
): readonly Reading[] {
  const values: Reading[] = [];
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
