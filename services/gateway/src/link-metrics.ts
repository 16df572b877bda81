import { type ErrorCode, type LinkTally, LinkType } from "@flotilla/protocol";
import { exposeReadings, type Registry, sharedCounter } from "@flotilla/service-kit";
import type { Traffic } from "./traffic.ts";

/** What kind of fault a peer's violation is. */
export type ViolationKind = "size" | "depth" | "rate" | "syntax" | "schema";

const kinds: Partial<Record<ErrorCode, ViolationKind>> = {
  LINK_BUDGET: "size",
  PACKET_TOO_BIG: "size",
  LINK_CREDIT: "rate",
  LINK_STALLED: "rate",
  LINK_SESSION: "schema",
  LINK_VERSION: "schema",
};

/** Exposes what passes over the links of a gateway; returns what counts the faults of app processes. */
export function exposeLinks(
  registry: Registry,
  tally: LinkTally,
  traffic: Traffic,
): (code: ErrorCode) => void {
  const bothEnds = (name: string, help: string, fromApp: Float64Array, fromHost: Float64Array) =>
    exposeReadings(registry, {
      ...{ name, type: "counter", help, labelNames: ["side", "kind"] },
      read: () =>
        Object.entries(LinkType).flatMap(([kind, type]) => [
          { labels: { side: "app", kind }, value: fromApp[type] ?? 0 },
          { labels: { side: "worker", kind }, value: fromHost[type] ?? 0 },
        ]),
    });
  bothEnds(
    "flotilla_link_frames_total",
    "Frames on links by the end that sent them, the app process or its host, and by type.",
    tally.framesIn,
    tally.framesOut,
  );
  bothEnds(
    "flotilla_link_bytes_total",
    "Bytes of frames on links by the end that sent them and by type.",
    tally.bytesIn,
    tally.bytesOut,
  );
  exposeReadings(registry, {
    name: "flotilla_link_backpressure_seconds_total",
    type: "counter",
    help: "Time in which an end could not send: the host as the app process did not read, the app as clients did not, or for its many frames.",
    labelNames: ["side"],
    read: () => [
      { labels: { side: "worker" }, value: tally.stalledMs / 1_000 },
      { labels: { side: "app" }, value: (traffic.heldBackMs + tally.pacedMs) / 1_000 },
    ],
  });
  const violations = linkViolations(registry);
  return (code) => violations.inc({ kind: kinds[code] ?? "syntax" });
}

/** Rules of a link or of the control channel that app processes broke; a worker counts here too. */
function linkViolations(registry: Registry) {
  return sharedCounter(registry, {
    name: "flotilla_link_violations_total",
    help: "Rules of links and control channels that app processes broke; each ends the link or the process.",
    labelNames: ["kind"],
  });
}
