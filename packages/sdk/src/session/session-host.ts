import type { BegunLogin } from "../auth/login-flow.ts";
import type { BaseControl } from "../core/base-control.ts";
import type { ScopedSession } from "../core/scope.ts";
import type { PubSubClient } from "../pubsub/pubsub-client.ts";
import type { TaskRunner } from "../tasks/task-runner.ts";
import type { DataChannel } from "./data-channel.ts";
import type { PageSession } from "./page-session.ts";

/** Facts about the client's connection; they may change at every attach. */
export interface ClientInfo {
  readonly ip: string;
  readonly userAgent: string;
  readonly pageUrl: string;
  readonly pageName: string;
}

/** A session that no client has come to yet. */
export const nowhere: ClientInfo = { ip: "", userAgent: "", pageUrl: "", pageName: "" };

/** The way to the client. */
export interface Connection {
  send(packet: Uint8Array): void;
  /** The app ended the session. */
  end(reason: string): void;
}

/** What the page object needs from the session that runs it. */
export interface SessionHost extends ScopedSession {
  readonly session: PageSession;
  readonly pubsub: PubSubClient;
  readonly tasks: TaskRunner;
  readonly client: ClientInfo;
  readonly isAttached: boolean;
  /** Whether this run continues one whose process is gone, from what was kept of it. */
  readonly isRestored: boolean;
  find(controlId: number): BaseControl | undefined;
  /** Runs a handler of a control with an event made on this side, as if the client had sent it. */
  trigger(control: BaseControl, eventName: string, event: unknown): void | Promise<void>;
  /** Shows the client an error of the app. */
  showError(text: string): void;
  dataChannel(id: number): DataChannel;
  uploadUrl(fileName: string, ttlSeconds: number): string;
  /** Has a sign-in kept until its provider's answer comes. */
  keepLogin(login: BegunLogin): Promise<void>;
  /** The app has read something that only this client has. */
  noteClientFact(): void;
  /** Ends the session. */
  end(reason: string): void;
}
