import { Action, type ExtensionOffer, type StoredOutcome } from "@flotilla/protocol";
import { type BegunLogin, type LoginAnswer, loginsKey } from "../auth/login-flow.ts";
import { loginsOf } from "../auth/page-logins.ts";
import type { BaseControl } from "../core/base-control.ts";
import { currentScope } from "../core/scope.ts";
import { nodeKey } from "../core/tree-node.ts";
import { Components } from "../declarative/components.ts";
import { readRestore } from "../keeping/restored-session.ts";
import { type Checkpoint, SessionKeeping } from "../keeping/session-keeping.ts";
import { Page } from "../page/page.ts";
import { PubSubClient } from "../pubsub/pubsub-client.ts";
import { TaskRunner } from "../tasks/task-runner.ts";
import { applyUpdate, rethrow } from "./apply-update.ts";
import { ClientLine } from "./client-line.ts";
import { context } from "./context.ts";
import { type DataChannel, DataChannels } from "./data-channel.ts";
import { errorText } from "./error-text.ts";
import { Handlers } from "./handlers.ts";
import { withDates } from "./inbound.ts";
import { LiveTree } from "./live-tree.ts";
import { MethodCalls } from "./method-calls.ts";
import { Outbox } from "./outbox.ts";
import { PageSession } from "./page-session.ts";
import { Presence } from "./presence.ts";
import { type Registering, Registration } from "./registration.ts";
import { type ClientInfo, type Connection, nowhere, type SessionHost } from "./session-host.ts";
import type { SessionHooks, SessionInit } from "./session-init.ts";

/** One user's run of an app: the page, its events and its connections, one after the other. */
export class AppSession implements SessionHost {
  readonly id: string;
  readonly page: Page;
  readonly session: PageSession;
  readonly pubsub: PubSubClient;
  readonly tasks: TaskRunner;
  readonly components: Components;
  readonly isRestored: boolean;
  client: ClientInfo = nowhere;
  /** Takes a packet of the client: an event, an update, the answer to a call, bytes of a channel. */
  readonly receive: (packet: Uint8Array) => void;
  readonly #hooks: SessionHooks;
  readonly #tree: LiveTree;
  readonly #calls: MethodCalls;
  readonly #handlers: Handlers;
  readonly #channels: DataChannels;
  readonly #line: ClientLine;
  readonly #keeping: SessionKeeping;
  readonly #registration: Registration;
  readonly #presence: Presence;

  constructor(init: SessionInit) {
    const { id, app, hub, hooks, ids, keep, restore, threads } = init;
    this.id = id;
    this.#hooks = hooks;
    const restored = readRestore(restore, (text) => hooks.log("error", text));
    this.isRestored = restored.parts !== undefined;
    this.page = Page.of(this);
    const fail = (error: unknown) => this.reportError(error);
    const inScope = <T>(run: () => T) => this.#handlers.inScope(run);
    const runQuietly = (run: () => unknown) => this.#handlers.runQuietly(run);
    const outbox = new Outbox(keep?.durability === "sync");
    this.#line = new ClientLine(outbox, () => parts);
    this.receive = this.#line.receive;
    this.#tree = new LiveTree(this.page, ids, this.#line.send);
    this.#calls = new MethodCalls(this.#line.send);
    this.#handlers = new Handlers({
      session: this,
      tree: this.#tree,
      autoUpdate: app.options.autoUpdate ?? context.autoUpdateEnabled(),
      isAttached: () => this.isAttached,
      ran: () => this.#keeping.changed(),
      fail,
    });
    this.#channels = new DataChannels((packet) => this.#line.sendPacket(packet), runQuietly);
    const components = new Components({ session: this, inScope, fail });
    this.components = components;
    const log = (text: string) => hooks.log("warn", text);
    const refuse = (error: unknown) => log(`an update was refused: ${error}`);
    const isMigrated = restore?.isMigrated === true;
    const logins = () => this.page[loginsKey];
    const keeping = new SessionKeeping({
      ...{ port: keep, restored, components, logins, outbox, log, isMigrated },
    });
    this.#keeping = keeping;
    this.session = new PageSession(id, keeping.store, () => this.noteClientFact());
    this.tasks = new TaskRunner(inScope, keeping.changed, threads);
    const presence = new Presence((name, data) => this.trigger(this.page, name, data));
    this.#presence = presence;
    const parts = {
      ...{ id, app, hooks, restore, components, keeping, presence, refuse, fail },
      ...{ page: this.page, isRestored: this.isRestored, handlers: this.#handlers },
      ...{ tree: this.#tree, calls: this.#calls, channels: this.#channels, line: this.#line },
    };
    this.#registration = new Registration(parts);
    this.pubsub = new PubSubClient(
      hub,
      id,
      (handler, args) => runQuietly(() => Reflect.apply(handler, undefined, args)),
      (topic, payload, from) => hooks.publish(topic, payload, from),
    );
    if (restored.logins !== null) loginsOf(this.page).restore(restored.logins);
  }

  /** The session whose handler, timer or promise is running, if any. */
  static get running(): AppSession | undefined {
    const session = currentScope()?.session;
    return session instanceof AppSession ? session : undefined;
  }

  /** Whether its first client has been answered. */
  get isOpen(): boolean {
    return this.#line.isOpen;
  }

  /** Whether a client is attached. */
  get isAttached(): boolean {
    return this.#line.outbox.connection !== null;
  }

  /** Whether nothing of the app's runs or waits for the client: the moment to move the session. */
  get isIdle(): boolean {
    const running = this.#handlers.running + this.tasks.running + this.#calls.count;
    return running === 0 && this.components.isIdle && this.#line.isOpen;
  }

  /** What of the session was left out of its last checkpoint, and why; undefined if all of it is kept. */
  get flaw(): string | undefined {
    return this.#keeping.flaw;
  }

  /** Applies the client's page fields, runs `beforeMain`, sends the REGISTER reply, then starts `main`. */
  async open(
    page: Registering["page"],
    client: ClientInfo,
    connection: Connection,
    extension?: ExtensionOffer,
  ): Promise<void> {
    this.#meet(page, client);
    await this.#registration.open({ page, connection, extension });
  }

  /** The client that was here gets the whole page again, on another way; the app notices if it was told that it had gone. */
  async reattach(connection: Connection, extension?: ExtensionOffer): Promise<void> {
    this.#registration.reattach({ page: {}, connection, extension });
    void this.#presence.came();
  }

  /** A client returned: it gets the whole page, then the app is told, also of a changed route. */
  async attach(
    page: Registering["page"],
    client: ClientInfo,
    connection: Connection,
    extension?: ExtensionOffer,
  ): Promise<void> {
    void this.detach("replaced"); // if nobody has said that the one before is gone
    const { route } = this.page;
    this.#meet(page, client);
    this.#registration.attach({ page, connection, extension });
    void this.#presence.came();
    if (this.page.route !== route) {
      void this.trigger(this.page, "route_change", { route: this.page.route });
    }
    this.page[loginsKey]?.attached();
  }

  /** The client is gone, perhaps for ever. */
  async detach(reason: string): Promise<void> {
    if (this.#disconnect() !== null) await this.#presence.left(reason);
  }

  /** Ends the session, once. Without a reason the app is not told: the session goes on elsewhere. */
  async close(reason: string | null): Promise<void> {
    if (this.#presence.isOver) return;
    this.#presence.over();
    this.#keeping.stop();
    this.#disconnect();
    this.pubsub.close();
    this.#calls.close("Session closed");
    if (reason !== null) await this.trigger(this.page, "close", reason);
    this.components.close();
    this.tasks.close();
    this.#tree.close();
  }

  /** What the session keeps has changed since its last checkpoint; renders first what is to be rendered. */
  takeCheckpoint(isLast = false): Checkpoint | undefined {
    this.components.flush();
    return this.#keeping.take(isLast);
  }

  /** All that the session keeps, whatever was handed over before. */
  takeWholeCheckpoint(): Checkpoint | undefined {
    this.components.flush();
    return this.#keeping.takeWhole();
  }

  /** What became of a checkpoint and those before it; false if the session has another owner now. */
  settleCheckpoint(n: number, outcome: StoredOutcome): boolean {
    return this.#keeping.settled(n, outcome);
  }

  registerService(service: BaseControl): void {
    this.page._services.register(service);
    this.#tree.update(this.page._services);
  }

  update(controls: readonly BaseControl[]): void {
    const scope = currentScope();
    if (scope?.session === this) scope.updateCalled = true;
    this.#keeping.changed();
    for (const control of controls) this.#tree.update(control);
  }

  updateRendered(control: BaseControl, property: string, before: unknown, after: unknown): void {
    this.#tree.updateRendered(control, property, before, after);
  }

  updateRebuilt(before: BaseControl, after: BaseControl): void {
    this.#tree.updateRebuilt(before, after);
  }

  invokeMethod(
    control: BaseControl,
    name: string,
    args: Readonly<Record<string, unknown>> | undefined,
    timeoutMs: number | undefined,
  ): Promise<unknown> {
    if (this.#presence.isOver) return Promise.reject(new Error("Session closed"));
    return this.#calls.call(control, name, args, timeoutMs);
  }

  find(controlId: number): BaseControl | undefined {
    return this.#tree.find(controlId);
  }

  trigger(control: BaseControl, eventName: string, data: unknown): void | Promise<void> {
    return this.#handlers.dispatch(control, eventName, data);
  }

  showError(text: string): void {
    this.#line.send(Action.crashed, { message: text });
  }

  dataChannel(id: number): DataChannel {
    return this.#channels.get(id);
  }

  noteClientFact(): void {
    this.#line.firstPage?.askedForClient();
  }

  uploadUrl(fileName: string, ttlSeconds: number): string {
    const url = this.#hooks.uploadUrl?.(fileName, ttlSeconds);
    if (url === undefined) throw new Error("this host takes no uploads");
    return url;
  }

  async keepLogin(login: BegunLogin): Promise<void> {
    if (this.#hooks.keepLogin === undefined) throw new Error("this host takes no sign-ins");
    await this.#hooks.keepLogin(login);
  }

  /** A provider has answered a sign-in of this session. */
  answerLogin(answer: LoginAnswer): void {
    void this.tasks.runTask(() => loginsOf(this.page).answer(answer));
  }

  end(reason: string): void {
    this.#line.outbox.release();
    const connection = this.#disconnect();
    void this.close(reason).finally(() => connection?.end(reason));
  }

  /** An error that nobody caught: the host and the client are told, the session goes on. */
  reportError(error: unknown): void {
    this.#line.firstPage?.drop();
    this.#hooks.crashed(error);
    this.showError(errorText(error));
  }

  #meet(page: Registering["page"], client: ClientInfo): void {
    if (this.#presence.isOver) throw new Error("Session closed");
    applyUpdate(this.page[nodeKey], withDates(page) as Registering["page"], rethrow);
    this.client = client;
    this.page.clientIp = client.ip;
    this.page.clientUserAgent = client.userAgent;
  }

  #disconnect(): Connection | null {
    this.#line.firstPage?.drop();
    const { connection } = this.#line.outbox;
    this.#line.outbox.connect(null);
    if (connection !== null) this.#channels.close();
    return connection;
  }
}
