import { AsyncLocalStorage } from "node:async_hooks";
import type { Components } from "../declarative/components.ts";
import type { Page } from "../page/page.ts";
import type { DataChannel } from "../session/data-channel.ts";
import type { BaseControl } from "./base-control.ts";

/** What runs now: `main`, a handler or a task of one session. */
export interface Scope {
  readonly session: ScopedSession;
  /** Whether the running handler itself asked for an update. */
  updateCalled: boolean;
  autoUpdate: boolean;
}

/** What controls need from the session they are made in or mounted in. */
export interface ScopedSession {
  readonly page: Page;
  /** The components that the session renders. */
  readonly components: Components;
  registerService(service: BaseControl): void;
  update(controls: readonly BaseControl[]): void;
  /** Sends how a component's new rendering, held in a property of it, differs from its last one. */
  updateRendered(control: BaseControl, property: string, before: unknown, after: unknown): void;
  /** Sends how a control differs from the one that it replaces for the client: it takes over the id. */
  updateRebuilt(before: BaseControl, after: BaseControl): void;
  dataChannel(id: number): DataChannel;
  invokeMethod(
    control: BaseControl,
    name: string,
    args: Readonly<Record<string, unknown>> | undefined,
    timeoutMs: number | undefined,
  ): Promise<unknown>;
}

/** Which scope runs: it stays with whatever a handler starts. */
export const scopes = new AsyncLocalStorage<Scope>();

/** The scope of the running handler, if any. */
export function currentScope(): Scope | undefined {
  return scopes.getStore();
}
