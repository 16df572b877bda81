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
    settings: "map",
  },
  drain: { deadlineMs: "number" },
  stop: {},
  ping: { n: "integer" },
  published,
};

/** Fields of the app process's messages by type. */
export const appShapes: Readonly<Record<AppMessage["type"], Shape>> = {
  hello: { pid: "integer", runtime: "string", version: "string", sdkVersion: "string" },
  ready: { importMs: "number" },
  failed: { message: "string", stack: "string" },
  pong: { n: "integer", sessions: "integer", rss: "integer", lagMs: "number" },
  sessions: { count: "integer" },
  publish: published,
  crashed: { session: "string", message: "string", stack: "string" },
};
