import { type ErrorCode, LinkTally } from "@flotilla/protocol";
import {
  authFailures,
  LabelCap,
  maxTeamLabels,
  type Registry,
  sharedCounter,
} from "@flotilla/service-kit";
import { Counter, Gauge, Histogram } from "prom-client";
import { exposeGauges, type GatewayGauges } from "./gateway-gauges.ts";
import { methodLabel } from "./http/method-label.ts";
import { exposeLinks } from "./link-metrics.ts";
import { Traffic } from "./traffic.ts";
import { exposeTraffic } from "./traffic-metrics.ts";
import type { TransportName } from "./transport/transport-name.ts";

/** How a handshake ended. */
export type AttemptResult = "ok" | "origin" | "auth" | "rate" | "limit" | "protocol" | "timeout";
/** How a new session's start ended. */
type OpenResult = "ok" | "rejected" | "error" | "timeout" | "no_worker";
/** How a return to a session ended. */
type ResumeResult = "ok" | "gap" | "unknown" | "denied" | "moved";

/** Why a session ended: its client or its app ended it, its time was over, its host left, or no process had it any more. */
export type SessionEnd = "client" | "idle" | "app_exit" | "drain" | "evicted";

/** Route templates under which requests are measured; polls last as long as nothing happens and are left out. */
export type Route =
  | "/"
  | "/api/v1"
  | "/assets"
  | "/{team}/{app}"
  | "asset"
  | "upload"
  | "oauth_callback"
  | "socket.io"
  | "none";

/** A request that was answered. */
export interface ServedRequest {
  readonly route: Route;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** The gateway's whole list of metrics; every label comes from a closed set. */
export class GatewayMetrics {
  readonly traffic = new Traffic();
  readonly linkTally = new LinkTally();
  /** An app process broke a rule of its link. */
  readonly linkViolated: (code: ErrorCode) => void;
  readonly authFailures: Counter<"kind">;
  readonly #uploads: Counter<"reason">;
  readonly #teamOpens: Counter<"team">;
  readonly #teams = new LabelCap(maxTeamLabels);
  readonly #attempts: Counter<"transport" | "result">;
  readonly disconnects: Counter<"code_class">;
  readonly #opens: Counter<"result" | "start">;
  readonly openSeconds: Histogram<"start">;
  readonly #resumes: Counter<"result">;
  readonly takeovers: Counter<"result">;
  readonly recoveries: Counter<"result">;
  readonly recoverySeconds: Histogram;
  readonly moveSeconds: Histogram;
  readonly recovering: Gauge;
  readonly durations: Histogram<"end">;
  readonly hijacks: Counter<"reason">;
  readonly violations: Counter<"kind">;
  readonly logins: Counter<"result">;
  readonly linkLosses: Counter;
  readonly httpSeconds: Histogram<"route" | "method" | "code_class">;
  readonly shells: Counter<"paint">;
  readonly snapshots: Counter<"outcome">;

  constructor(registry: Registry, gauges: GatewayGauges) {
    const registers = [registry];
    this.#attempts = new Counter({
      name: "flotilla_gateway_connection_attempts_total",
      help: "Handshakes of client sockets by result.",
      labelNames: ["transport", "result"],
      registers,
    });
    this.disconnects = new Counter({
      name: "flotilla_gateway_disconnects_total",
      help: "Ended client sockets by class of close code.",
      labelNames: ["code_class"],
      registers,
    });
    this.#opens = new Counter({
      name: "flotilla_session_opens_total",
      help: "New sessions by result and by whether a process had to start.",
      labelNames: ["result", "start"],
      registers,
    });
    this.#teamOpens = new Counter({
      name: "flotilla_team_session_opens_total",
      help: "New sessions by team; of more than 200 teams the rest are other.",
      labelNames: ["team"],
      registers,
    });
    this.openSeconds = new Histogram({
      name: "flotilla_session_open_duration_seconds",
      help: "From a client's registration to the app's reply, for new sessions.",
      labelNames: ["start"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30],
      registers,
    });
    this.#resumes = new Counter({
      name: "flotilla_session_resumes_total",
      help: "Registrations that named a session, by result.",
      labelNames: ["result"],
      registers,
    });
    this.takeovers = new Counter({
      name: "flotilla_gateway_takeovers_total",
      help: "Returns to a session that still had a socket: dead and taken over, or alive.",
      labelNames: ["result"],
      registers,
    });
    this.recoveries = new Counter({
      name: "flotilla_session_recoveries_total",
      help: "Sessions whose process was gone: brought back, anew without state, failed, or ended as they crash it.",
      labelNames: ["result"],
      registers,
    });
    this.recoverySeconds = new Histogram({
      name: "flotilla_session_recovery_duration_seconds",
      help: "From the loss of a session's process to the reply of the next one.",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30],
      registers,
    });
    this.moveSeconds = new Histogram({
      name: "flotilla_session_move_duration_seconds",
      help: "From a session's leaving one process in good order to the reply of the next one.",
      buckets: [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5],
      registers,
    });
    this.recovering = new Gauge({
      name: "flotilla_session_recoveries_running",
      help: "Clients here whose session has no process and is to get another one.",
      registers,
    });
    this.durations = new Histogram({
      name: "flotilla_session_duration_seconds",
      help: "Lives of sessions that ended here, by cause.",
      labelNames: ["end"],
      buckets: [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 43_200],
      registers,
    });
    this.hijacks = new Counter({
      name: "flotilla_session_hijack_refused_total",
      help: "Session ids that came without their secret or from another app.",
      labelNames: ["reason"],
      registers,
    });
    this.logins = new Counter({
      name: "flotilla_gateway_logins_total",
      help: "Answers of sign-in providers: done, denied by the provider, or why they were not taken.",
      labelNames: ["result"],
      registers,
    });
    this.violations = new Counter({
      name: "flotilla_gateway_violations_total",
      help: "Packets that broke the protocol, by kind.",
      labelNames: ["kind"],
      registers,
    });
    this.linkLosses = new Counter({
      name: "flotilla_gateway_link_losses_total",
      help: "Links to app processes that ended.",
      registers,
    });
    this.httpSeconds = new Histogram({
      name: "flotilla_http_request_duration_seconds",
      help: "Requests on the public port by route template.",
      labelNames: ["route", "method", "code_class"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.shells = new Counter({
      name: "flotilla_gateway_shells_total",
      help: "Apps' pages that were served, by what they show first: a snapshot, or the app's title.",
      labelNames: ["paint"],
      registers,
    });
    this.snapshots = new Counter({
      name: "flotilla_gateway_snapshots_total",
      help: "First pages of sessions by what became of them: made or kept as the snapshot, or why not.",
      labelNames: ["outcome"],
      registers,
    });
    this.authFailures = authFailures(registry);
    this.#uploads = sharedCounter(registry, {
      name: "flotilla_upload_rejected_total",
      help: "Uploads that were refused: an address or content that is not what was signed or announced, too large, files that no release may have, too many.",
      labelNames: ["reason"],
    });
    exposeGauges(registry, gauges);
    exposeTraffic(registry, this.traffic);
    this.linkViolated = exposeLinks(registry, this.linkTally, this.traffic);
  }

  /** Counts the start of a new session. */
  open(result: OpenResult, start: "warm" | "cold"): void {
    this.#opens.inc({ result, start });
  }

  /** Counts a team's new session. */
  openedFor(team: string): void {
    this.#teamOpens.inc({ team: this.#teams.labelOf(team) });
  }

  /** Counts a registration that named a session. */
  resume(result: ResumeResult): void {
    this.#resumes.inc({ result });
  }

  /** Counts a handshake. */
  attempt(transport: TransportName, result: AttemptResult): void {
    this.#attempts.inc({ transport, result });
  }

  /** Counts an upload to an app that was refused for what its sender did. */
  uploadRefused(code: ErrorCode): void {
    const reason = uploadFaults[code];
    if (reason !== undefined) this.#uploads.inc({ reason });
  }

  /** Counts an answered request. */
  request({ route, method, status, seconds }: ServedRequest): void {
    if (route === "socket.io") return;
    const labels = { route, method: methodLabel(route, method) };
    this.httpSeconds.observe({ ...labels, code_class: `${Math.floor(status / 100)}xx` }, seconds);
  }
}

const uploadFaults: Partial<Record<ErrorCode, string>> = {
  SIGNATURE_INVALID: "signature",
  ADDRESS_EXPIRED: "replay",
  PAYLOAD_TOO_LARGE: "size",
  REQUEST_INVALID: "archive",
  STORAGE_FULL: "quota",
};
