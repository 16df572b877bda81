import {
  Action,
  decodeChannel,
  decodeMessage,
  type EventBody,
  type InvokeReply,
  PacketType,
  type UpdateBody,
} from "@flotilla/protocol";
import { type BaseControl, sessionKey } from "../core/base-control.ts";
import { currentScope } from "../core/scope.ts";
import { nodeKey } from "../core/tree-node.ts";
import { Components } from "../declarative/components.ts";
import { Page } from "../page/page.ts";
import { PubSubClient } from "../pubsub/pubsub-client.ts";
import type { PubSubHub } from "../pubsub/pubsub-hub.ts";
import type { AppDefinition } from "../run.ts";
import { TaskRunner } from "../tasks/task-runner.ts";
import { applyUpdate } from "./apply-update.ts";
import { context } from "./context.ts";
import { type DataChannel, DataChannels } from "./data-channel.ts";
import { errorText } from "./error-text.ts";
import { EventDispatch } from "./event-dispatch.ts";
import { HandlerRunner } from "./handler-runner.ts";
import { withDates } from "./inbound.ts";
import { LiveTree } from "./live-tree.ts";
import { MethodCalls } from "./method-calls.ts";
import { type Connection, Outbox } from "./outbox.ts";
import { PageSession } from "./page-session.ts";
import type { ClientInfo, SessionHost } from "./session-host.ts";
import type { SessionHooks, SessionInit } from "./session-init.ts";

type PageFields = Readonly<Record<string, unknown>>;

interface Failure {
  readonly error: unknown;
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
  readonly components: Components;
  readonly restored: unknown;
  readonly #app: AppDefinition;
  readonly #hub: PubSubHub;
  readonly #hooks: SessionHooks;
  readonly #outbox = new Outbox();
  readonly #tree: LiveTree;
  readonly #calls: MethodCalls;
  readonly #handlers: HandlerRunner;
  readonly #events: EventDispatch;
  #channels = new DataChannels(this.#outbox.sendPacket);
  #client = nowhere;
  #isClosed = false;

  constructor(init: SessionInit) {
    this.id = init.id;
    this.#app = init.app;
    this.#hub = init.hub;
    this.#hooks = init.hooks;
    this.restored = init.restored;
    this.session = new PageSession(init.id, init.restored);
    this.page = new Page();
    Object.defineProperty(this.page, sessionKey, { value: this });
    this.page[nodeKey].id = pageId;
    this.page.window[nodeKey].id = windowId;
    const fail = (error: unknown) => this.#crash(error);
    this.#tree = new LiveTree(this.page, init.ids, this.#outbox.send);
    this.#calls = new MethodCalls(this.#outbox.send);
    this.#handlers = new HandlerRunner(this, this.#steps(), fail);
    this.components = new Components({
      session: this,
      inScope: (run) => this.#handlers.inScope(run),
      fail,
    });
    this.#events = new EventDispatch(this.#handlers, fail);
    this.tasks = new TaskRunner((run) => this.#handlers.inScope(run), fail, init.threads);
    this.pubsub = new PubSubClient(
      init.hub,
      init.id,
      (handler, args) => this.#handlers.runQuietly(() => Reflect.apply(handler, undefined, args)),
      (topic, payload, from) => init.hooks.publish(topic, payload, from),
    );
  }

  get client(): ClientInfo {
    return this.#client;
  }

  /** Whether a client is attached. */
  get isAttached(): boolean {
    return this.#outbox.isAttached;
  }

  /** Whether nothing of the app's runs or waits for the client: the moment to move the session. */
  get isIdle(): boolean {
    const running = this.#handlers.running + this.tasks.running + this.#calls.count;
    return running === 0 && this.components.isIdle;
  }

  /** Applies the client's page fields, runs `beforeMain`, sends the REGISTER reply, then starts `main`. */
  async open(page: PageFields, client: ClientInfo, connection: Connection): Promise<void> {
    this.#takeClient(page, client);
    this.#outbox.attach(connection);
    const failure = await this.#beforeMain();
    const isWell = this.#reply(() => this.#handlers.inScope(() => this.#tree.mount()), failure);
    if (isWell) this.#handlers.runReported(() => this.#app.main(this.page), this.page);
  }

  /** A client returned: it gets the whole page, then the app is told, also of a changed route. */
  async attach(page: PageFields, client: ClientInfo, connection: Connection): Promise<void> {
    const { route } = this.page;
    this.#takeClient(page, client);
    this.page._services.sweep();
    this.#handlers.runQuietly(() => this.#tree.update(this.page)); // nobody is attached: hooks and ids
    this.#outbox.attach(connection);
    this.#reply(() => this.#tree.page());
    void this.#events.dispatch(this.page, "connect", null);
    if (this.page.route !== route) {
      void this.#events.dispatch(this.page, "route_change", { route: this.page.route });
    }
  }

  /** The client is gone, perhaps for ever. */
  async detach(reason: string): Promise<void> {
    if (this.#outbox.detach() === null) return;
    this.#closeChannels();
    await this.#events.dispatch(this.page, "disconnect", reason);
  }

  /** Ends the session, once. */
  async close(reason: string): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#outbox.detach();
    this.#closeChannels();
    this.#hub.unsubscribe(this.id);
    this.#calls.close("Session closed");
    await this.#events.dispatch(this.page, "close", reason);
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
    if (!this.#outbox.isOpen) return; // the reply will carry it
    for (const control of controls) this.#tree.update(control);
  }

  updateRendered(control: BaseControl, property: string, before: unknown, after: unknown): void {
    if (this.#outbox.isOpen) this.#tree.updateRendered(control, property, before, after);
  }

  updateRebuilt(before: BaseControl, after: BaseControl): void {
    if (this.#outbox.isOpen) this.#tree.updateRebuilt(before, after);
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
    return this.#events.dispatch(control, eventName, data);
  }

  showError(text: string): void {
    this.#outbox.send(Action.crashed, { message: text });
  }

  dataChannel(id: number): DataChannel {
    return this.#channels.get(id);
  }

  uploadUrl(fileName: string, ttlSeconds: number): string {
    const url = this.#hooks.uploadUrl?.(fileName, ttlSeconds);
    if (url === undefined) throw new Error("this host takes no uploads");
    return url;
  }

  end(reason: string): void {
    const connection = this.#outbox.detach();
    void this.close(reason).finally(() => connection?.end(reason));
  }

  /** What survives the process: structured-clonable if the app kept to that; `restored` of the next run. */
  checkpoint(): { readonly store: Record<string, unknown>; readonly route: string } {
    return { store: this.session.store.entries(), route: this.page.route };
  }

  /** Reports an error that escaped from the app's code outside of any handler. */
  reportError(error: unknown): void {
    this.#crash(error);
  }

  #receiveMessage(packet: Uint8Array): void {
    const [action, body] = decodeMessage(packet);
    withDates(body);
    if (action === Action.event) {
      this.components.flush(); // the handler is that of the latest render
      const { target, name, data } = body as unknown as EventBody;
      const control = this.#tree.find(target);
      if (control !== undefined) void this.#events.dispatch(control, name, data);
    } else if (action === Action.update) {
      const { id, props } = body as unknown as UpdateBody;
      const control = this.#tree.find(id);
      if (control !== undefined) this.#applyUpdate(control, props);
    } else if (action === Action.invoke) this.#calls.answer(body as unknown as InvokeReply);
  }

  #applyUpdate(control: BaseControl, props: PageFields): void {
    try {
      applyUpdate(control[nodeKey], props);
    } catch (error) {
      this.#hooks.log("warn", `an update of ${control[nodeKey].table.type} was refused: ${error}`);
    }
  }

  async #beforeMain(): Promise<Failure | undefined> {
    try {
      await this.#handlers.inScope(() => this.#app.options.beforeMain?.(this.page));
    } catch (error) {
      return { error };
    }
  }

  #steps() {
    const { options } = this.#app;
    return {
      autoUpdateByDefault: options.autoUpdate ?? context.autoUpdateEnabled(),
      autoUpdate: (control: BaseControl) => {
        if (this.#outbox.isAttached && !this.components.isActive) this.#tree.updateAround(control);
      },
      afterStep: () => {
        if (this.page._services.sweep()) this.#updateQuietly(this.page._services);
      },
    };
  }

  /** An update of our own: the handler's one is still to come. */
  #updateQuietly(control: BaseControl): void {
    if (this.#outbox.isOpen) this.#tree.update(control);
  }

  #takeClient(page: PageFields, client: ClientInfo): void {
    this.#client = client;
    applyUpdate(this.page[nodeKey], withDates(page) as PageFields);
    this.page.clientIp = client.ip;
    this.page.clientUserAgent = client.userAgent;
  }

  #closeChannels(): void {
    this.#channels.close();
    this.#channels = new DataChannels(this.#outbox.sendPacket);
  }

  /** Answers a registration with the page; false if something failed, which the client is told. */
  #reply(makePage: () => Record<string, unknown>, earlier?: Failure): boolean {
    let failure = earlier;
    let page: Record<string, unknown> = {};
    try {
      page = makePage();
    } catch (error) {
      failure ??= { error };
    }
    const error = failure === undefined ? "" : errorText(failure.error);
    this.#outbox.reply({ session_id: this.id, page_patch: page, error });
    if (failure !== undefined) this.#crash(failure.error);
    return failure === undefined;
  }

  #crash(error: unknown): void {
    this.#hooks.crashed(error);
    this.showError(errorText(error));
  }
}
