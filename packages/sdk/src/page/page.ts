import type { Authorization } from "../auth/authorization.ts";
import type { AuthorizationService } from "../auth/authorization-service.ts";
import { type LoginFlow, type LoginOptions, loginsKey } from "../auth/login-flow.ts";
import type { OAuthProvider } from "../auth/oauth-provider.ts";
import { loginsOf } from "../auth/page-logins.ts";
import { type BaseControl, defineControl, sessionKey } from "../core/base-control.ts";
import { nodeKey } from "../core/tree-node.ts";
import type { DeviceOrientation } from "../generated/enums.ts";
import { type PageFields, pageSpec } from "../generated/page.ts";
import {
  AndroidDeviceInfo,
  type DeviceInfo,
  IosDeviceInfo,
  LinuxDeviceInfo,
  MacOsDeviceInfo,
  WebDeviceInfo,
  WindowsDeviceInfo,
} from "../generated/values.ts";
import type { PubSubClient } from "../pubsub/pubsub-client.ts";
import { PageQuery } from "../routing/page-query.ts";
import { ServiceRegistry } from "../services/service-registry.ts";
import type { PageSession } from "../session/page-session.ts";
import type { SessionHost } from "../session/session-host.ts";
import type { ThreadOptions } from "../tasks/task-runner.ts";
import { BasePage, hiddenSlot } from "./base-page.ts";
import { noteClientFacts } from "./client-facts.ts";
import { viewsOf } from "./views.ts";

const deviceInfos = {
  android: AndroidDeviceInfo,
  android_tv: AndroidDeviceInfo,
  ios: IosDeviceInfo,
  macos: MacOsDeviceInfo,
  linux: LinuxDeviceInfo,
  windows: WindowsDeviceInfo,
} as const;

/** The properties of a component to render; they may be left out if none is required. */
type RenderProps<P> = Record<never, never> extends P ? [props?: P] : [props: P];

export interface Page extends PageFields {}

/** The root of one user's session: what `main` receives. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the table below installs what the interface declares
export class Page extends BasePage {
  declare readonly [sessionKey]: SessionHost;
  declare _services: ServiceRegistry;
  [loginsKey]: LoginFlow | undefined;
  readonly #query = new PageQuery(() => `${this[sessionKey].client.pageUrl}${this.route}`);
  #lastRoute: string | null = null;
  #isAppVisible = true;
  #becameVisible: PromiseWithResolvers<void> | null = null;

  /** The page of a session; its id and that of its window are fixed by the protocol. */
  static of(session: SessionHost): Page {
    const page = new Page();
    Object.defineProperty(page, sessionKey, { value: session });
    page[nodeKey].id = 1;
    page.window[nodeKey].id = 2;
    return page;
  }

  override get page(): Page {
    return this;
  }

  /** The session: its id and its store. */
  get session(): PageSession {
    return this[sessionKey].session;
  }

  get sessionId(): string {
    return this.session.id;
  }

  /** Messages between the sessions of the app. */
  get pubsub(): PubSubClient {
    return this[sessionKey].pubsub;
  }

  /** Whether `main` runs again for a session whose process is gone: `session.store` holds what was kept of it. */
  get restored(): boolean {
    return this[sessionKey].isRestored;
  }

  /** Who has signed in by `login`; null if nobody has. */
  get auth(): Authorization | null {
    const auth = this[loginsKey]?.auth ?? null;
    if (auth !== null) this[sessionKey].noteClientFact();
    return auth;
  }

  /** The address of the app, without the route. */
  get url(): string {
    this[sessionKey].noteClientFact();
    return this[sessionKey].client.pageUrl;
  }

  /** The path of the app, without leading slash. */
  get name(): string {
    return this[sessionKey].client.pageName;
  }

  /** Path and query of the current route. */
  get query(): PageQuery {
    return this.#query;
  }

  /** False while the browser tab is in the background or the window minimized. */
  get appVisible(): boolean {
    return this.#isAppVisible;
  }

  /** Resolves at once, or when the app becomes visible again: streaming apps wait for it. */
  async waitUntilVisible(): Promise<void> {
    if (this.#isAppVisible) return;
    this.#becameVisible ??= Promise.withResolvers();
    await this.#becameVisible.promise;
  }

  /** The mounted control of an id, null if there is none. */
  getControl(id: number): BaseControl | null {
    return this[sessionKey].find(id) ?? null;
  }

  /** Starts background work of this session; an error that the caller does not catch is shown like one of a handler. */
  runTask<A extends readonly unknown[], R>(
    task: (...args: A) => R | PromiseLike<R>,
    ...args: A
  ): Promise<Awaited<R>> {
    return this[sessionKey].tasks.runTask(task, ...args);
  }

  /** Runs `run(input, report)` of a module on a thread: for work that would stop all sessions of the process. */
  runThread<Result = unknown, Progress = unknown>(
    module: URL,
    input?: unknown,
    options?: ThreadOptions<Progress>,
  ): Promise<Result> {
    return this[sessionKey].tasks.runThread(module, input, options);
  }

  /** Goes to a route: the client changes its address, then `onRouteChange` runs. */
  async pushRoute(route: string, query?: Readonly<Record<string, unknown>>): Promise<void> {
    const target = query === undefined ? route : `${route}${PageQuery.encode(query)}`;
    await this.invokeMethod("push_route", { route: target });
  }

  /** Like `pushRoute`, for handlers that do not wait; a failure is shown like that of a handler. */
  navigate(route: string, query?: Readonly<Record<string, unknown>>): void {
    void this.runTask(() => this.pushRoute(route, query));
  }

  /** Removes the views above the one of a route, goes there and calls `onViewsPopUntil` with the result. */
  async popViewsUntil(route: string, result: unknown = null): Promise<void> {
    const views = viewsOf(this.views);
    const at = views.findIndex((view) => view.route === route);
    const view = views[at];
    if (view === undefined) throw new Error(`no view has the route "${route}"`);
    this.views.splice(at + 1);
    await this.pushRoute(route);
    if (this.onViewsPopUntil !== null) {
      await this[sessionKey].trigger(this, "views_pop_until", { route, result, view });
    }
    this.update();
  }

  /** Renders a component into the first view; from now on handlers are followed by renders instead of updates. */
  render<P extends object>(component: (props: P) => unknown, ...props: RenderProps<P>): void {
    const content = this.#rendered(component, props[0]);
    this.controls = content as BaseControl[];
    this.update();
  }

  /** Renders a component whose content are the views of the page. */
  renderViews<P extends object>(component: (props: P) => unknown, ...props: RenderProps<P>): void {
    this.views = this.#rendered(component, props[0]) as typeof this.views;
    this.update();
  }

  /** An address to which `FilePicker.upload` may send a file for some time, relative to the app's host. */
  getUploadUrl(fileName: string, ttlSeconds: number): string {
    return this[sessionKey].uploadUrl(fileName, ttlSeconds);
  }

  /**
   * Sends the user to a provider to sign in; `onLogin` is called when the answer has come, with the error if there is one. A
   * saved token signs in without asking.
   */
  login<A extends Authorization = AuthorizationService>(
    provider: OAuthProvider,
    options: LoginOptions<A> = {},
  ): Promise<A> {
    this[sessionKey].noteClientFact();
    return loginsOf(this).login(provider, options);
  }

  /** Forgets who has signed in, and calls `onLogout`. The provider keeps its own session. */
  logout(): void {
    loginsOf(this).logout();
  }

  /** What the client knows about its device, null if there is no class for it. */
  async getDeviceInfo(): Promise<DeviceInfo | null> {
    const info = await this.invokeMethod("get_device_info");
    if (this.web) return WebDeviceInfo.fromWire(info);
    return this.platform === null ? null : deviceInfos[this.platform].fromWire(info);
  }

  /** Restricts how a phone or tablet may be held; an empty list allows what its system allows. */
  async setAllowedDeviceOrientations(orientations: readonly DeviceOrientation[]): Promise<void> {
    if (this.platform !== "ios" && this.platform !== "android") {
      throw new Error("setAllowedDeviceOrientations works on phones and tablets only");
    }
    await this.invokeMethod("set_allowed_device_orientations", { orientations });
  }

  /** Shows the client an error panel. */
  error(message: string): void {
    this[sessionKey].showError(message);
  }

  /** Ends the session: its user is disconnected, `onClose` runs. */
  close(reason = "app"): void {
    this[sessionKey].end(reason);
  }

  override beforeEvent(event: unknown): unknown {
    if (typeof event !== "object" || event === null || !("name" in event)) return true;
    if (event.name === "route_change") {
      const route = "route" in event ? event.route : this.route;
      if (route === this.#lastRoute) return false;
      this.#lastRoute = String(route);
    } else if (event.name === "view_pop" || event.name === "views_pop_until") {
      const route = "route" in event ? event.route : undefined;
      const view = viewsOf(this.views).find((candidate) => candidate.route === route);
      Reflect.set(event, "view", view ?? null);
    } else if (event.name === "app_lifecycle_state_change" && "state" in event) {
      this.#setVisible(event.state !== "hide" && event.state !== "pause");
    }
    return true;
  }

  #rendered(component: (props: never) => unknown, props: object = {}): unknown {
    const { components } = this[sessionKey];
    components.isActive = true;
    return components.render(null, () => component(props as never));
  }

  #setVisible(isVisible: boolean): void {
    this.#isAppVisible = isVisible;
    if (!isVisible) return;
    this.#becameVisible?.resolve();
    this.#becameVisible = null;
  }
}

defineControl(Page, {
  ...pageSpec,
  properties: [...pageSpec.properties, hiddenSlot("_services", () => new ServiceRegistry())],
});
noteClientFacts(Page.prototype, (page) => page[sessionKey]?.noteClientFact());
