/** Worker to app process: what to run and within which bounds; the first message. */
export interface StartMessage {
  type: "start";
  team: string;
  app: string;
  release: string;
  /** Path of the app's built file. */
  bundle: string;
  /** Path of the author SDK's built file. */
  sdk: string;
  scratch: string;
  assetsDir?: string;
  limits: {
    sessions: number;
    eventTimeoutMs: number;
    /** Bytes that uploaded files may take. */
    uploadBytes?: number;
  };
  settings: Record<string, unknown>;
}

/** Worker to app process. */
export type WorkerMessage =
  | StartMessage
  /** Take no new sessions, end when empty or at the deadline. */
  | { type: "drain"; deadlineMs: number }
  | { type: "stop" }
  | { type: "ping"; n: number }
  /** A pub/sub message from another process; the topic is null for messages to all. */
  | { type: "published"; topic: string | null; payload: Uint8Array; from: string };

/** App process to worker. */
export type AppMessage =
  | { type: "hello"; pid: number; runtime: string; version: string; sdkVersion: string }
  | { type: "ready"; importMs: number }
  /** The program did not come to call `run`. */
  | { type: "failed"; message: string; stack: string }
  | { type: "pong"; n: number; sessions: number; rss: number; lagMs: number }
  | { type: "sessions"; count: number }
  | { type: "publish"; topic: string | null; payload: Uint8Array; from: string }
  /** A handler failed: counted here, printed by the process itself. */
  | { type: "crashed"; session: string; message: string; stack: string };
