import type { BegunLogin } from "../auth/login-flow.ts";
import type { IdSource } from "../core/mounting.ts";
import type { Restore } from "../keeping/restored-session.ts";
import type { KeepPort } from "../keeping/session-keeping.ts";
import type { PubSubHub } from "../pubsub/pubsub-hub.ts";
import type { AppDefinition } from "../run.ts";
import type { ThreadPort } from "../tasks/task-runner.ts";
import type { ToldPage } from "./first-page.ts";

/** What a session tells the process that runs it. */
export interface SessionHooks {
  publish(topic: string | null, payload: Uint8Array, from: string): void;
  log(level: "debug" | "info" | "warn" | "error", text: string): void;
  crashed(error: unknown): void;
  /** A signed address for an upload; missing if the host takes none. */
  uploadUrl?(fileName: string, ttlSeconds: number): string;
  /** Keeps a sign-in until its provider's answer comes; missing if the host takes none. */
  keepLogin?(login: BegunLogin): Promise<void>;
  /** Whom to tell what a new session's page is like before it is used; undefined if nobody wants to know of this route. */
  firstPage?(route: string): ((page: ToldPage) => void) | undefined;
}

/** What a session is made from. */
export interface SessionInit {
  readonly id: string;
  readonly app: AppDefinition;
  readonly hub: PubSubHub;
  readonly hooks: SessionHooks;
  readonly ids: IdSource;
  readonly threads?: ThreadPort;
  /** What keeps the session's checkpoints; without one nothing survives the process. */
  readonly keep?: KeepPort;
  /** What the session that this one continues has kept. */
  readonly restore?: Restore | undefined;
}
