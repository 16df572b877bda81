import type { Shape } from "../shape.ts";
import type { AppMessage, WorkerMessage } from "./messages.ts";

const published = { topic: "string|null", payload: "bytes", from: "string" } as const;

/** Fields of the worker's messages by type. */
export const workerShapes: Readonly<Record<WorkerMessage["type"], Shape>> = {
  start: {
    team: "string",
    app: "string",
    release: "string",
    bundle: "string",
    sdk: "string",
    scratch: "string",
    assetsDir: "?string",
    limits: { sessions: "integer", eventTimeoutMs: "integer", uploadBytes: "?integer" },
    relaysRequests: "?boolean",
    settings: "map",
  },
  drain: { deadlineMs: "number" },
  stop: {},
  move: { isStrict: "?boolean" },
  hand_over: { to: "string", deadlineMs: "number" },
  keep: {},
  left: { session: "string", outcome: "string" },
  stored: { session: "string", n: "integer", outcome: "string" },
  reassert: {},
  lease: { until: "number" },
  ping: { n: "integer" },
  response: {
    n: "integer",
    status: "integer",
    headers: "map",
    body: "bytes",
    error: "?string",
    code: "?string",
  },
  login: { n: "integer", error: "?string" },
  published,
};

/** Fields of the app process's messages by type. */
export const appShapes: Readonly<Record<AppMessage["type"], Shape>> = {
  hello: { pid: "integer", runtime: "string", version: "string", sdkVersion: "string" },
  ready: { importMs: "number" },
  failed: { message: "string", stack: "string" },
  pong: {
    n: "integer",
    sessions: "integer",
    rss: "integer",
    lagMs: "number",
    starting: "?integer",
    detached: "?integer",
  },
  sessions: { count: "integer" },
  request: { n: "integer", url: "string", method: "string", headers: "map", body: "bytes" },
  login: {
    n: "integer",
    session: "string",
    state: "string",
    completePageHtml: "?string",
    completeRoute: "?string",
  },
  publish: published,
  span: { context: "bytes", span: "bytes", startMs: "number", endMs: "number" },
  checkpoint: {
    session: "string",
    epoch: "integer",
    claimId: "string",
    n: "integer",
    parts: "changes",
    whole: "boolean",
    record: "?bytes",
    trace: "?bytes",
  },
  leave: { session: "string", epoch: "integer", claimId: "string", to: "string" },
  over: { session: "string", epoch: "integer" },
  stays: { session: "string", why: "string" },
  page: { route: "string", isPersonal: "boolean", packets: "bytes" },
  crashed: { session: "string", message: "string", stack: "string" },
};
