/** What dashboards and alerts rely on: the type of each metric, its labels, and the bounds of histograms. */
export interface CatalogueEntry {
  readonly type: "counter" | "gauge" | "histogram";
  readonly labels: readonly string[];
  readonly buckets?: readonly number[];
}

const times = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5];

const counter = (...labels: string[]): CatalogueEntry => ({ type: "counter", labels });
const gauge = (...labels: string[]): CatalogueEntry => ({ type: "gauge", labels });
const histogram = (buckets: readonly number[], ...labels: string[]): CatalogueEntry => ({
  type: "histogram",
  labels,
  buckets,
});

/** The metrics that do not change their names, by service; the prefix `flotilla_` is left out. */
export const catalogue: Readonly<
  Record<
    "Every service" | "Gateway" | "Worker" | "Control" | "Redis",
    Record<string, CatalogueEntry>
  >
> = {
  "Every service": { build_info: gauge("version", "commit", "node") },
  Gateway: {
    gateway_connections: gauge("transport"),
    gateway_connection_attempts_total: counter("transport", "result"),
    gateway_disconnects_total: counter("code_class"),
    gateway_messages_total: counter("direction"),
    gateway_bytes_total: counter("direction"),
    gateway_message_size_bytes: histogram(
      [64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576],
      "direction",
    ),
    gateway_send_buffer_bytes: gauge("stat"),
    http_request_duration_seconds: histogram(
      [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      "route",
      "method",
      "code_class",
    ),
    session_opens_total: counter("result", "start"),
    session_open_duration_seconds: histogram([0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30], "start"),
    session_duration_seconds: histogram([1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 43_200], "end"),
    session_resumes_total: counter("result"),
    session_events_dropped_total: counter("reason"),
    session_hijack_refused_total: counter("reason"),
    event_roundtrip_seconds: histogram(times),
    event_platform_seconds: histogram(times),
    event_app_seconds: histogram(times),
    link_frames_total: counter("side", "kind"),
    link_bytes_total: counter("side", "kind"),
    link_backpressure_seconds_total: counter("side"),
    link_violations_total: counter("kind"),
    upload_rejected_total: counter("reason"),
    auth_failures_total: counter("kind"),
  },
  Worker: {
    sessions: gauge("state"),
    link_violations_total: counter("kind"),
    app_processes: gauge("state", "runtime"),
    app_starts_total: counter("runtime", "result"),
    app_start_duration_seconds: histogram(
      [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      "runtime",
      "result",
    ),
    app_exits_total: counter("app", "reason"),
    app_cpu_seconds_total: counter("app"),
    app_memory_bytes: gauge("app"),
    app_output_dropped_bytes_total: counter(),
    sandbox_tier_info: gauge("tier"),
    worker_capacity_sessions: gauge(),
    worker_draining: gauge(),
    worker_lease_age_seconds: gauge(),
    auth_failures_total: counter("kind"),
  },
  Control: {
    deploy_jobs: gauge("state"),
    deploy_step_duration_seconds: histogram(
      [0.1, 0.3, 1, 3, 10, 30, 60, 120, 600],
      "step",
      "result",
    ),
    deploy_total: counter("result"),
    deploy_stalled_total: counter(),
    upload_rejected_total: counter("reason"),
    auth_failures_total: counter("kind"),
  },
  Redis: {
    redis_command_duration_seconds: histogram(
      [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
      "op",
    ),
    redis_errors_total: counter("kind"),
    redis_up: gauge("role"),
    redis_reconnects_total: counter("role"),
  },
};
