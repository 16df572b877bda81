import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { Traffic } from "./traffic.ts";
import { exposeTraffic } from "./traffic-metrics.ts";

/** How a handshake ended. */
export type AttemptResult = "ok" | "origin" | "auth" | "rate" | "limit" | "protocol" | "timeout";
/** Why a connection ended. */
export type DisconnectClass =
  | "normal"
  | "going_away"
  | "policy"
  | "too_big"
  | "error"
  | "timeout"
  | "drain";
/** How a new session's start ended. */
type OpenResult = "ok" | "rejected" | "error" | "timeout" | "no_worker";
/** How a return to a session ended. */
type ResumeResult = "ok" | "gap" | "unknown" | "denied" | "moved";

/** Why a session ended: its time was over, its app ended it, its process died, or no process knew it. */
export type SessionEnd = "idle" | "app_exit" | "evicted" | "lost";

/** What carries a client's packets. */
export type TransportName = "ws" | "socket.io";

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

/** Numbers that are read when metrics are asked for. */
export interface GatewayGauges {
  readonly connections: () => number;
  readonly sendBuffers: () => { readonly max: number; readonly sum: number };
  readonly links: () => number;
  readonly starts: () => number;
  readonly waiting: () => number;
}

/** The gateway's whole list of metrics; every label comes from a closed set. */
export class GatewayMetrics {
  readonly traffic = new Traffic();
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
    gauge(registry, "flotilla_gateway_connections", "Open client sockets.", gauges.connections);
    gauge(registry, "flotilla_gateway_links", "Open links to app processes.", gauges.links);
    gauge(registry, "flotilla_gateway_starts", "App starts that sessions wait for.", gauges.starts);
    gauge(
      registry,
      "flotilla_gateway_waiting_sessions",
      "New sessions that wait for a seat here.",
      gauges.waiting,
    );
    new Gauge({
      name: "flotilla_gateway_send_buffer_bytes",
      help: "Bytes that wait for slow clients: the largest buffer and all together.",
      labelNames: ["stat"],
      registers,
      collect() {
        const { max, sum } = gauges.sendBuffers();
        this.set({ stat: "max" }, max);
        this.set({ stat: "sum" }, sum);
      },
    });
    exposeTraffic(registry, this.traffic);
  }

  /** Counts the start of a new session. */
  open(result: OpenResult, start: "warm" | "cold"): void {
    this.#opens.inc({ result, start });
  }

  /** Counts a registration that named a session. */
  resume(result: ResumeResult): void {
    this.#resumes.inc({ result });
  }

  /** Counts a handshake. */
  attempt(transport: TransportName, result: AttemptResult): void {
    this.#attempts.inc({ transport, result });
  }

  /** Counts an answered request. */
  request({ route, method, status, seconds }: ServedRequest): void {
    if (route === "socket.io") return;
    const labels = { route, method: methods.has(method) ? method : "other" };
    this.httpSeconds.observe({ ...labels, code_class: `${Math.floor(status / 100)}xx` }, seconds);
  }
}

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** The class of a close code in `flotilla_gateway_disconnects_total`. */
export function disconnectClass(code: number): DisconnectClass {
  switch (code) {
    case 1000:
    case 4404:
      return "normal";
    case 1001:
    case 1005:
      return "going_away";
    case 1002:
    case 1003:
    case 1007:
    case 1008:
      return "policy";
    case 1009:
      return "too_big";
    case 1006:
      return "timeout";
    case 4503:
      return "drain";
    default:
      return "error";
  }
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
