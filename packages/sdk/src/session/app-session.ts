import {
  Action,
  decodeChannel,
  decodeMessage,
  type EventBody,
  encodeMessage,
  type InvokeReply,
  PacketType,
  type RegisterReply,
  type UpdateBody,
} from "@flotilla/protocol";
import { type BaseControl, sessionKey } from "../core/base-control.ts";
import type { IdSource } from "../core/mounting.ts";
import { currentScope, runInScope, type Scope } from "../core/scope.ts";
import { nodeKey } from "../core/tree-node.ts";
import { Page } from "../page/page.ts";
import { PubSubClient } from "../pubsub/pubsub-client.ts";
import type { PubSubHub } from "../pubsub/pubsub-hub.ts";
import type { AppDefinition } from "../run.ts";
import { TaskRunner, type ThreadPort } from "../tasks/task-runner.ts";
import { applyUpdate } from "./apply-update.ts";
import { context } from "./context.ts";
import { type DataChannel, DataChannels } from "./data-channel.ts";
import { drive } from "./drive.ts";
import { errorText } from "./error-text.ts";
import { EventDispatch } from "./event-dispatch.ts";
import { withDates } from "./inbound.ts";
import { LiveTree } from "./live-tree.ts";
import { MethodCalls } from "./method-calls.ts";
import { PageSession } from "./page-session.ts";
import type { ClientInfo, SessionHost } from "./session-host.ts";

/** The way to the client. */
export interface Connection {
  send(packet: Uint8Array): void;
  /** The app ended the session. */
  end(reason: string): void;
}

/** What a session tells the process that runs it. */
export interface SessionHooks {
  publish(topic: string | null, payload: Uint8Array, from: string): void;
  log(level: "debug" | "info" | "warn" | "error", text: string): void;
  crashed(error: unknown): void;
}

/** What a session is made from. */
export interface SessionInit {
  readonly id: string;
  readonly app: AppDefinition;
  readonly hub: PubSubHub;
  readonly hooks: SessionHooks;
  readonly ids: IdSource;
  readonly threads?: ThreadPort;
  readonly restored?: unknown;
}

const pageId = 1;
const windowId = 2;
const nowhere: ClientInfo = { ip: "", userAgent: "", pageUrl: "", pageName: "" };

/** One user's run of an app: the page, its events and its connections, one after the other. */
export class AppSession implements SessionHost {
  readonly id: string;
  readonly page: Page;
  readonly session: PageSession;
  readonly pubsub: PubSubClient;
  readonly tasks: TaskRunner;
  readonly restored: unknown;
  readonly #app: AppDefinition;
  readonly #hub: PubSubHub;
  readonly #hooks: SessionHooks;
  readonly #tree: LiveTree;
  readonly #calls: MethodCalls;
  readonly #events: EventDispatch;
  #channels: DataChannels | null = null;
  #connection: Connection | null = null;
  #client = nowhere;
  /** Messages from before the REGISTER reply; patches among them are part of the reply. */
  #early: [number, object][] | null = [];
  #isClosed = false;

  constructor(init: SessionInit) {
    this.id = init.id;
    this.#app = init.app;
    this.#hub = init.hub;
    this.#hooks = init.hooks;
    this.restored = init.restored;
    this.session = new PageSession(init.id);
    this.page = new Page();
    Object.defineProperty(this.page, sessionKey, { value: this });
    this.page[nodeKey].id = pageId;
    this.page.window[nodeKey].id = windowId;
    const send = (action: number, body: object) => this.#send(action, body);
    this.#tree = new LiveTree(this.page, init.ids, send);
    this.#calls = new MethodCalls(send);
    this.#events = new EventDispatch(this, (error) => this.#crash(error));
    const inScope = <T>(run: () => T) => runInScope(this.#newScope(), run);
    this.tasks = new TaskRunner(inScope, (error) => this.#crash(error), init.threads);
    this.pubsub = new PubSubClient(
      init.hub,
      init.id,
      (handler, args) => void this.#run(() => Reflect.apply(handler, undefined, args)),
      (topic, payload, from) => init.hooks.publish(topic, payload, from),
    );
  }

  get client(): ClientInfo {
    return this.#client;
  }

  /** Whether a client is attached. */
  get isAttached(): boolean {
    return this.#connection !== null;
  }

  /** Applies the client's page fields, runs `beforeMain`, sends the REGISTER reply, then starts `main`. */
  async open(
    page: Readonly<Record<string, unknown>>,
    client: ClientInfo,
    connection: Connection,
  ): Promise<void> {
    this.#take(client, connection);
    applyUpdate(this.page[nodeKey], page);
    this.page.clientIp = client.ip;
    this.page.clientUserAgent = client.userAgent;
    let failure: { error: unknown } | undefined;
    try {
      await this.#inNewScope(() => this.#app.options.beforeMain?.(this.page));
    } catch (error) {
      failure = { error };
    }
    const mounted = this.#inNewScope(() => this.#tree.mount());
    this.#reply(mounted, failure === undefined ? "" : errorText(failure.error));
    if (failure !== undefined) this.#crash(failure.error);
    else this.#startMain();
  }

  /** A client returned: it gets the whole page, then the app is told, also of a changed route. */
  async attach(
    page: Readonly<Record<string, unknown>>,
    client: ClientInfo,
    connection: Connection,
  ): Promise<void> {
    const { route } = this.page;
    applyUpdate(this.page[nodeKey], page);
    this.page.clientIp = client.ip;
    this.page.clientUserAgent = client.userAgent;
    this.page._services.sweep();
    this.#inNewScope(() => this.#tree.update(this.page)); // nobody is attached: only hooks and ids
    this.#take(client, connection);
    this.#reply(this.#tree.page(), "");
    void this.#events.dispatch(this.page, "connect", null);
    if (this.page.route !== route) {
      void this.#events.dispatch(this.page, "route_change", { route: this.page.route });
    }
  }

  /** The client is gone, perhaps for ever. */
  async detach(reason: string): Promise<void> {
    if (this.#connection === null) return;
    this.#connection = null;
    this.#channels?.close();
    this.#channels = null;
    await this.#events.dispatch(this.page, "disconnect", reason);
  }

  /** Ends the session, once. */
  async close(reason: string): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#connection = null;
    this.#channels?.close();
    this.#hub.unsubscribe(this.id);
    this.#calls.close("Session closed");
    await this.#events.dispatch(this.page, "close", reason);
    this.tasks.close();
  }

  /** A packet of the client: an event, an update, the answer to a call, bytes of a channel. */
  receive(packet: Uint8Array): void {
    if (packet[0] === PacketType.channel) {
      const frame = decodeChannel(packet);
      if (frame !== undefined) this.#channels?.deliver(frame.channelId, frame.bytes);
    } else if (packet[0] === PacketType.message) this.#receiveMessage(packet);
  }

  registerService(service: BaseControl): void {
    this.page._services.register(service);
    if (this.#early === null) this.#updateQuietly(this.page._services);
  }

  update(controls: readonly BaseControl[]): void {
    const scope = currentScope();
    if (scope?.session === this) scope.updateCalled = true;
    if (this.#early !== null) return; // the reply will carry it
    for (const control of controls) this.#tree.update(control);
  }

  invokeMethod(
    control: BaseControl,
    name: string,
    args: Readonly<Record<string, unknown>> | undefined,
    timeoutMs: number | undefined,
  ): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new Error("Session closed"));
    return this.#calls.call(control, name, args, timeoutMs);
  }

  find(controlId: number): BaseControl | undefined {
    return this.#tree.find(controlId);
  }

  trigger(control: BaseControl, eventName: string, event: unknown): void | Promise<void> {
    return this.#events.dispatch(control, eventName, event);
  }

  showError(text: string): void {
    this.#send(Action.crashed, { message: text });
  }

  dataChannel(id: number): DataChannel {
    if (this.#channels === null) throw new Error("data channels need an attached client");
    return this.#channels.get(id);
  }

  end(reason: string): void {
    const connection = this.#connection;
    void this.close(reason).finally(() => connection?.end(reason));
  }

  /** Runs a handler with a scope of its own and updates the page after each of its steps. */
  runHandler(run: () => unknown, control: BaseControl): void | Promise<void> {
    const scope = this.#newScope();
    return runInScope(scope, () => {
      const step = () => this.#afterStep(scope, control);
      const pending = drive(run(), step);
      return pending === undefined ? step() : pending.then(step);
    });
  }

  #receiveMessage(packet: Uint8Array): void {
    const [action, body] = decodeMessage(packet);
    withDates(body);
    if (action === Action.event) {
      const { target, name, data } = body as unknown as EventBody;
      const control = this.#tree.find(target);
      if (control !== undefined) void this.#events.dispatch(control, name, data);
    } else if (action === Action.update) {
      const { id, props } = body as unknown as UpdateBody;
      const control = this.#tree.find(id);
      if (control !== undefined) this.#applyUpdate(control, props);
    } else if (action === Action.invoke) this.#calls.answer(body as unknown as InvokeReply);
  }

  #applyUpdate(control: BaseControl, props: Readonly<Record<string, unknown>>): void {
    try {
      applyUpdate(control[nodeKey], props);
    } catch (error) {
      this.#hooks.log("warn", `an update of ${control[nodeKey].table.type} was refused: ${error}`);
    }
  }

  #startMain(): void {
    void this.#run(() => this.#app.main(this.page), this.page);
  }

  /** Runs something of the author's; its failure is the session's, not the caller's. */
  #run(run: () => unknown, control?: BaseControl): void | Promise<void> {
    try {
      const pending =
        control === undefined
          ? this.#inNewScope(() => drive(run(), () => {}))
          : this.runHandler(run, control);
      return pending?.then(undefined, (error: unknown) => this.#crash(error));
    } catch (error) {
      this.#crash(error);
    }
  }

  /** What follows a handler's end and each of its yields. */
  #afterStep(scope: Scope, control: BaseControl): void {
    if (scope.autoUpdate && !scope.updateCalled && this.#connection !== null) {
      this.#autoUpdate(control);
    }
    scope.updateCalled = false;
    if (this.page._services.sweep()) this.#updateQuietly(this.page._services);
  }

  /** Updates the nearest isolated control around a control, normally the page. */
  #autoUpdate(control: BaseControl): void {
    if (this.#tree.find(control.controlId) !== control) return; // it left meanwhile
    for (let at: BaseControl | null = control; at !== null; at = at.parent) {
      if (at.isIsolated() && !at[nodeKey].isFrozen) {
        this.#tree.update(at);
        return;
      }
    }
  }

  /** An update of our own: the handler's one is still to come. */
  #updateQuietly(control: BaseControl): void {
    if (this.#early === null) this.#tree.update(control);
  }

  #take(client: ClientInfo, connection: Connection): void {
    this.#client = client;
    this.#connection = connection;
    this.#channels = new DataChannels((packet) => this.#connection?.send(packet));
  }

  #reply(page: Record<string, unknown>, error: string): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.#send(Action.register, {
      session_id: this.id,
      page_patch: page,
      error,
    } satisfies RegisterReply);
    for (const [action, body] of early) this.#send(action, body);
  }

  #send(action: number, body: object): void {
    if (this.#early !== null) {
      if (action !== Action.patch) this.#early.push([action, body]);
    } else this.#connection?.send(encodeMessage(action, body));
  }

  #crash(error: unknown): void {
    this.#hooks.crashed(error);
    this.#send(Action.crashed, { message: errorText(error) });
  }

  #inNewScope<T>(run: () => T): T {
    return runInScope(this.#newScope(), run);
  }

  #newScope(): Scope {
    const autoUpdate = this.#app.options.autoUpdate ?? context.autoUpdateEnabled();
    return { session: this, updateCalled: false, autoUpdate };
  }
}
