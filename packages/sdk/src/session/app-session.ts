import {
  Action,
  decodeChannel,
  decodeMessage,
  type EventBody,
  encodeMessage,
  type InvokeReply,
  PacketType,
  type UpdateBody,
} from "@flotilla/protocol";
import { type BegunLogin, type LoginAnswer, loginsKey } from "../auth/login-flow.ts";
import { loginsOf } from "../auth/page-logins.ts";
import type { BaseControl } from "../core/base-control.ts";
import { currentScope } from "../core/scope.ts";
import { nodeKey } from "../core/tree-node.ts";
import { Components } from "../declarative/components.ts";
import { Page } from "../page/page.ts";
import { PubSubClient } from "../pubsub/pubsub-client.ts";
import type { PubSubHub } from "../pubsub/pubsub-hub.ts";
import type { AppDefinition } from "../run.ts";
import { TaskRunner } from "../tasks/task-runner.ts";
import { applyUpdate, rethrow } from "./apply-update.ts";
import { context } from "./context.ts";
import { type DataChannel, DataChannels } from "./data-channel.ts";
import { errorText } from "./error-text.ts";
import { FirstPage } from "./first-page.ts";
import { Handlers } from "./handlers.ts";
import { withDates } from "./inbound.ts";
import { LiveTree, type Send } from "./live-tree.ts";
import { MethodCalls } from "./method-calls.ts";
import { PageSession } from "./page-session.ts";
import type { ClientInfo, Connection, SessionHost } from "./session-host.ts";
import type { SessionHooks, SessionInit } from "./session-init.ts";

type PageFields = Readonly<Record<string, unknown>>;

const nowhere: ClientInfo = { ip: "", userAgent: "", pageUrl: "", pageName: "" };

/** One user's run of an app: the page, its events and its connections, one after the other. */
export class AppSession implements SessionHost {
  readonly id: string;
  readonly page: Page;
  readonly session: PageSession;
  readonly pubsub: PubSubClient;
  readonly tasks: TaskRunner;
  readonly components: Components;
  readonly restored: unknown;
  client: ClientInfo = nowhere;
  readonly #app: AppDefinition;
  readonly #hub: PubSubHub;
  readonly #hooks: SessionHooks;
  readonly #tree: LiveTree;
  readonly #calls: MethodCalls;
  readonly #handlers: Handlers;
  readonly #channels: DataChannels;
  #connection: Connection | null = null;
  /** What waits for the first REGISTER reply; null once that has been sent. */
  #early: [action: number, body: object][] | null = [];
  #isClosed = false;
  #firstPage: FirstPage | undefined;

  constructor(init: SessionInit) {
    this.id = init.id;
    this.#app = init.app;
    this.#hub = init.hub;
    this.#hooks = init.hooks;
    this.restored = init.restored;
    this.session = new PageSession(init.id, init.restored);
    this.page = Page.of(this);
    const fail = (error: unknown) => this.reportError(error);
    this.#tree = new LiveTree(this.page, init.ids, this.#send);
    this.#calls = new MethodCalls(this.#send);
    this.#handlers = new Handlers(this, this.#steps(), fail);
    this.#channels = new DataChannels(
      (packet) => {
        if (this.#early === null) this.#connection?.send(packet);
      },
      (run) => this.#handlers.runQuietly(run),
    );
    const inScope = <T>(run: () => T) => this.#handlers.inScope(run);
    this.components = new Components({ session: this, inScope, fail });
    this.tasks = new TaskRunner(inScope, fail, init.threads);
    this.pubsub = new PubSubClient(
      init.hub,
      init.id,
      (handler, args) => this.#handlers.runQuietly(() => Reflect.apply(handler, undefined, args)),
      (topic, payload, from) => init.hooks.publish(topic, payload, from),
    );
  }

  /** The session whose handler, timer or promise is running, if any. */
  static get running(): AppSession | undefined {
    const session = currentScope()?.session;
    return session instanceof AppSession ? session : undefined;
  }

  /** Whether a client is attached. */
  get isAttached(): boolean {
    return this.#connection !== null;
  }

  /** Whether nothing of the app's runs or waits for the client: the moment to move the session. */
  get isIdle(): boolean {
    const running = this.#handlers.running + this.tasks.running + this.#calls.count;
    return running === 0 && this.components.isIdle;
  }

  /** Applies the client's page fields, runs `beforeMain`, sends the REGISTER reply, then starts `main`. */
  async open(page: PageFields, client: ClientInfo, connection: Connection): Promise<void> {
    this.#takeClient(page, client);
    this.#connection = connection;
    if (this.restored === undefined) {
      this.#firstPage = FirstPage.of(page, this.#hooks, () => {
        this.#firstPage = undefined;
      });
    }
    const failures: unknown[] = [];
    const { beforeMain } = this.#app.options;
    await this.#handlers
      .inScope(async () => beforeMain?.(this.page))
      .catch((error: unknown) => failures.push(error));
    const isWell = this.#reply(() => this.#tree.mount(), failures);
    if (!isWell) return;
    const rest = this.#handlers.runReported(() => this.#app.main(this.page), this.page);
    this.#firstPage?.began(rest);
  }

  /** A client returned: it gets the whole page, then the app is told, also of a changed route. */
  async attach(page: PageFields, client: ClientInfo, connection: Connection): Promise<void> {
    const { route } = this.page;
    this.#takeClient(page, client);
    this.page._services.sweep();
    this.#handlers.runQuietly(() => this.#tree.update(this.page)); // nobody is attached: hooks and ids
    this.#connection = connection;
    this.#reply(() => this.#tree.page());
    void this.trigger(this.page, "connect", null);
    if (this.page.route !== route) {
      void this.trigger(this.page, "route_change", { route: this.page.route });
    }
    this.page[loginsKey]?.attached();
  }

  /** The client is gone, perhaps for ever. */
  async detach(reason: string): Promise<void> {
    if (this.#takeConnection() !== null) await this.trigger(this.page, "disconnect", reason);
  }

  /** Ends the session, once. */
  async close(reason: string): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#takeConnection();
    this.#hub.unsubscribe(this.id);
    this.#calls.close("Session closed");
    await this.trigger(this.page, "close", reason);
    this.components.close();
    this.tasks.close();
    this.#tree.close();
  }

  /** A packet of the client: an event, an update, the answer to a call, bytes of a channel. */
  receive(packet: Uint8Array): void {
    if (packet[0] === PacketType.channel) {
      const frame = decodeChannel(packet);
      if (frame !== undefined) this.#channels.deliver(frame.channelId, frame.bytes);
    } else if (packet[0] === PacketType.message) this.#receiveMessage(packet);
  }

  registerService(service: BaseControl): void {
    this.page._services.register(service);
    this.#updateQuietly(this.page._services);
  }

  update(controls: readonly BaseControl[]): void {
    const scope = currentScope();
    if (scope?.session === this) scope.updateCalled = true;
    if (this.#early !== null) return; // the reply will carry it
    for (const control of controls) this.#tree.update(control);
  }

  updateRendered(control: BaseControl, property: string, before: unknown, after: unknown): void {
    if (this.#early === null) this.#tree.updateRendered(control, property, before, after);
  }

  updateRebuilt(before: BaseControl, after: BaseControl): void {
    if (this.#early === null) this.#tree.updateRebuilt(before, after);
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

  trigger(control: BaseControl, eventName: string, data: unknown): void | Promise<void> {
    return this.#handlers.dispatch(control, eventName, data);
  }

  showError(text: string): void {
    this.#send(Action.crashed, { message: text });
  }

  dataChannel(id: number): DataChannel {
    return this.#channels.get(id);
  }

  noteClientFact(): void {
    this.#firstPage?.askedForClient();
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
    this.tasks.runTask(() => loginsOf(this.page).answer(answer)).catch(() => {}); // reported by the task
  }

  end(reason: string): void {
    const connection = this.#takeConnection();
    void this.close(reason).finally(() => connection?.end(reason));
  }

  /** What survives the process: structured-clonable if the app kept to that; `restored` of the next run. */
  checkpoint(): { readonly store: Record<string, unknown>; readonly route: string } {
    return { store: this.session.store.entries(), route: this.page.route };
  }

  /** An error that nobody caught: the host and the client are told, the session goes on. */
  reportError(error: unknown): void {
    this.#firstPage?.drop();
    this.#hooks.crashed(error);
    this.showError(errorText(error));
  }

  #receiveMessage(packet: Uint8Array): void {
    const [action, body] = decodeMessage(packet);
    this.#firstPage?.received(action, body, (id) => this.#tree.find(id));
    withDates(body);
    this.components.flush(); // what the client did came after what it had been sent so far
    if (action === Action.event) {
      const { target, name, data } = body as unknown as EventBody;
      const control = this.#tree.find(target);
      if (control !== undefined) void this.#handlers.dispatch(control, name, data);
    } else if (action === Action.update) {
      const { id, props } = body as unknown as UpdateBody;
      const control = this.#tree.find(id);
      if (control !== undefined) applyUpdate(control[nodeKey], props, this.#refuse);
    } else if (action === Action.invoke) this.#calls.answer(body as unknown as InvokeReply);
  }

  readonly #refuse = (error: unknown): void =>
    this.#hooks.log("warn", `an update was refused: ${error}`);

  /**
   * Before the first REGISTER reply nothing goes out: patches are part of the reply, the rest follows it. While no client is
   * attached, messages are dropped: whoever comes back gets the whole page.
   */
  readonly #send: Send = (action, body) => {
    if (this.#early === null) {
      if (this.#connection === null) return;
      const packet = encodeMessage(action, body);
      this.#connection.send(packet);
      this.#firstPage?.sent(packet);
    } else if (action !== Action.patch) this.#early.push([action, body]);
  };

  /** Answers a registration with the page; false if something failed, which the client is told. */
  #reply(makePage: () => Record<string, unknown>, failures: unknown[] = []): boolean {
    let page: Record<string, unknown> = {};
    try {
      page = this.#handlers.inScope(makePage);
    } catch (error) {
      failures.push(error);
    }
    const early = this.#early ?? [];
    this.#early = null;
    const error = failures.length === 0 ? "" : errorText(failures[0]);
    this.#send(Action.register, { session_id: this.id, page_patch: page, error });
    for (const [action, body] of early) this.#send(action, body);
    if (failures.length > 0) this.reportError(failures[0]);
    return failures.length === 0;
  }

  #steps() {
    const { options } = this.#app;
    return {
      autoUpdateByDefault: options.autoUpdate ?? context.autoUpdateEnabled(),
      autoUpdate: (control: BaseControl) => {
        if (this.isAttached && !this.components.isActive) this.#tree.updateAround(control);
      },
      afterStep: () => {
        if (this.page._services.sweep()) this.#updateQuietly(this.page._services);
      },
    };
  }

  /** An update of our own: the handler's one is still to come. */
  #updateQuietly(control: BaseControl): void {
    if (this.#early === null) this.#tree.update(control);
  }

  #takeClient(page: PageFields, client: ClientInfo): void {
    this.client = client;
    applyUpdate(this.page[nodeKey], withDates(page) as PageFields, rethrow);
    this.page.clientIp = client.ip;
    this.page.clientUserAgent = client.userAgent;
  }

  #takeConnection(): Connection | null {
    this.#firstPage?.drop();
    const connection = this.#connection;
    this.#connection = null;
    if (connection !== null) this.#channels.close();
    return connection;
  }
}
