import type { CheckpointChanges } from "../checkpoint.ts";
import type { MoveTarget } from "../link/messages.ts";

/** App process to worker: what a session keeps has changed. */
export interface CheckpointMessage {
  type: "checkpoint";
  session: string;
  epoch: number;
  claimId: string;
  /** Counts the checkpoints of a session in this process. */
  n: number;
  parts: CheckpointChanges;
  /** The trace and span that it is part of. */
  trace?: Uint8Array;
  /** The parts are all there are; else those that are not named stay as they were. */
  whole: boolean;
  /** Asked for by `reassert`: the session's record as the gateway sealed it. */
  record?: Uint8Array;
}

/** `gone`: the session has ended or has another owner; `failed`: it was not kept, the one before it still is. */
export type StoredOutcome = "stored" | "gone" | "failed";

/** App process to worker: nothing of a session runs here any more, its last checkpoint was sent before this. */
export interface LeaveMessage {
  type: "leave";
  session: string;
  epoch: number;
  claimId: string;
  to: MoveTarget;
}

/** `left`: the session waits in the store; `failed`: it is still here; `gone`: it has ended or has another owner. */
export type LeaveOutcome = "left" | "failed" | "gone";

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
  /** Requests are the worker's to make. */
  relaysRequests?: boolean;
  settings: Record<string, unknown>;
}

/** Worker to app process. */
export type WorkerMessage =
  | StartMessage
  /** Take no new sessions, end when empty or at the deadline. */
  | { type: "drain"; deadlineMs: number }
  | { type: "stop" }
  /**
   * The sessions go on elsewhere: make their last checkpoints and end, without telling them that they are closed. Strict: those
   * whose state cannot be kept are closed.
   */
  | { type: "move"; isStrict?: boolean }
  /** Sessions go on elsewhere one by one, each at an idle moment, at the deadline anyhow; to `same`: no new ones come. */
  | { type: "hand_over"; to: MoveTarget; deadlineMs: number }
  /** The sessions stay after all. */
  | { type: "keep" }
  /** What became of a session that was to leave. */
  | { type: "left"; session: string; outcome: LeaveOutcome }
  /** The checkpoint of this number, and all before it of the same session, have been dealt with. */
  | { type: "stored"; session: string; n: number; outcome: StoredOutcome }
  /** The store may have lost something: a whole checkpoint and the sealed record of each session are wanted. */
  | { type: "reassert" }
  /** Inputs may be run until then, in milliseconds of the machine's steady clock; others may have the sessions later. */
  | { type: "lease"; until: number }
  | { type: "ping"; n: number }
  /** The answer to a request; one that came to nothing has an error instead of a status. Equal headers have a line each. */
  | {
      type: "response";
      n: number;
      status: number;
      headers: Record<string, unknown>;
      body: Uint8Array;
      error?: string;
      code?: string;
    }
  /** A login is kept until its answer comes, or was refused. */
  | { type: "login"; n: number; error?: string }
  /** A pub/sub message from another process; the topic is null for messages to all. */
  | { type: "published"; topic: string | null; payload: Uint8Array; from: string };

/** App process to worker. */
export type AppMessage =
  | { type: "hello"; pid: number; runtime: string; version: string; sdkVersion: string }
  | { type: "ready"; importMs: number }
  /** The program did not come to call `run`. */
  | { type: "failed"; message: string; stack: string }
  | {
      type: "pong";
      n: number;
      sessions: number;
      rss: number;
      lagMs: number;
      /** Of the sessions, those whose client has not been answered yet, and those without a client. */
      starting?: number;
      detached?: number;
    }
  | { type: "sessions"; count: number }
  /** An HTTP request that the worker is to make: the process has no network. */
  | {
      type: "request";
      n: number;
      url: string;
      method: string;
      headers: Record<string, unknown>;
      body: Uint8Array;
    }
  /** A session's user is sent to a provider, whose answer will name this state. */
  | {
      type: "login";
      n: number;
      session: string;
      state: string;
      completePageHtml?: string;
      completeRoute?: string;
    }
  | { type: "publish"; topic: string | null; payload: Uint8Array; from: string }
  | CheckpointMessage
  /** A part of a trace: what the app did for an input. The context is that of its parent, times are milliseconds since 1970. */
  | { type: "span"; context: Uint8Array; span: Uint8Array; startMs: number; endMs: number }
  | LeaveMessage
  /** The process has ended a session itself: it is not to go on elsewhere when the process is gone. */
  | { type: "over"; session: string; epoch: number }
  /** A session cannot be moved now, and why; told once for each reason. */
  | { type: "stays"; session: string; why: string }
  /** What a new session has sent before its client did anything; nothing if the app asked who its client is. */
  | { type: "page"; route: string; isPersonal: boolean; packets: Uint8Array }
  /** A handler failed: counted here, printed by the process itself. */
  | { type: "crashed"; session: string; message: string; stack: string };
