import { Action } from "@flotilla/protocol";
import { ControlTree } from "@flotilla/tree";
import { render } from "preact";
import type { ClientInit } from "./client-init.ts";
import { LazyEffects } from "./layout/lazy-effects.ts";
import { Announcer } from "./page/announcer.ts";
import { greetingsOf } from "./page/greetings.ts";
import { densityOf, pageFields, platformOf, sizeOf } from "./page/page-fields.ts";
import { PageFonts } from "./page/page-fonts.ts";
import { PageLook } from "./page/page-look.ts";
import { pageMethods } from "./page/page-methods.ts";
import { reloadPage } from "./page/reload-page.ts";
import { Routes } from "./page/routes.ts";
import { ViewStack } from "./page/view-stack.ts";
import { LazyServices } from "./services/lazy-services.ts";
import type { DataChannel } from "./session/data-channels.ts";
import { hasGesture, runGesture } from "./session/gesture-actions.ts";
import { MethodTable } from "./session/method-table.ts";
import { SessionClient } from "./session/session-client.ts";
import { SessionMemory, tabStorage } from "./session/session-memory.ts";
import { StatusHost } from "./status/status-host.tsx";
import { StatusStore } from "./status/status-state.ts";
import { FrameClock } from "./store/frame-clock.ts";
import { UiStore } from "./store/ui-store.ts";
import { PageTheme } from "./theme/page-theme.ts";
import type { ThemeState } from "./theme/theme-state.ts";
import { Backoff, defaultBackoff } from "./transport/backoff.ts";
import { SocketChooser } from "./transport/socket-chooser.ts";
import { ChunkStyles } from "./view/chunk-styles.ts";
import { type ClientContext, ClientProvider, type Methods } from "./view/client-context.ts";
import type { ControlMap } from "./view/control-map.ts";
import { ControlRenderer } from "./view/control-renderer.ts";
import type { FrameEvents } from "./view/frame-events.ts";
import { loadChunk } from "./view/load-chunk.ts";
import { PageRoot } from "./view/page-root.tsx";
import { RendererProvider } from "./view/renderer.ts";
import { ViewChanges } from "./view/view-changes.ts";

const pageId = 1;

/** One app on a page: its session, its tree, and the drawing of it in `root`. */
export class Client implements ClientContext {
  readonly platform: ClientContext["platform"];
  readonly density: ClientContext["density"];
  readonly locales: readonly string[];
  readonly viewChanges = new ViewChanges();
  readonly #init: ClientInit;
  readonly #clock: FrameClock;
  readonly #store: UiStore;
  readonly #renderer: ControlRenderer;
  readonly #methods: MethodTable;
  readonly #sockets: SocketChooser;
  readonly #session: SessionClient;
  readonly #services: LazyServices;
  readonly #status: StatusStore;
  readonly #styles: ChunkStyles;
  readonly #routes: Routes;
  readonly #views: ViewStack;
  readonly #announcer: Announcer;
  readonly #theme: PageTheme;
  readonly #look: PageLook;
  readonly #effects: LazyEffects;
  #frames: FrameEvents | undefined;

  constructor(init: ClientInit) {
    const { root, view, config } = init;
    this.#init = init;
    this.platform = platformOf(view.navigator);
    this.density = densityOf(this.platform);
    this.locales = view.navigator.languages;
    const base = new URL(view.document.baseURI).pathname;
    this.#routes = new Routes(view, config.routeUrlStrategy, base);
    const fields = () => pageFields(view, root, this.#routes);
    this.#clock = new FrameClock(view);
    this.#store = new UiStore(new ControlTree(fields()), this.#clock);
    this.#theme = new PageTheme(root, () => {
      this.#followPage();
      this.#store.touchAll();
    });
    this.#styles = new ChunkStyles(view.document);
    this.#effects = new LazyEffects(({ watchTransitions }) => {
      const ended = (node: ControlMap, name: string) => this.trigger(node, "animation_end", name);
      watchTransitions(root, (id) => this.get(id), ended);
      this.#store.touchAll();
    });
    const fonts = new PageFonts(view.document, (src) => this.assetUrl(src));
    const { document } = view;
    this.#look = new PageLook({ document, title: config.title, fonts, theme: this.#theme });
    this.#renderer = new ControlRenderer({
      store: this.#store,
      registry: init.registry,
      styles: this.#styles,
      theme: this.#theme,
      events: () => this.#frames,
      effects: this.#effects,
      reload: () => void reloadPage(view).catch(() => undefined), // no host: the visitor asks again
    });
    this.#methods = new MethodTable((id) => this.get(id));
    this.#announcer = new Announcer(view.document);
    this.#views = new ViewStack({
      page: () => this.#store.tree.page,
      trigger: (...event) => this.trigger(...event),
      redraw: (node) => this.redraw(node),
    });
    this.#sockets = new SocketChooser(view);
    this.#session = new SessionClient({
      url: new URL(config.ws, view.location.href.replace(/^http/, "ws")).href,
      pageName: `${config.team}/${config.app}`,
      open: this.#sockets.open,
      backoff: new Backoff(defaultBackoff, Math.random),
      store: this.#store,
      methods: this.#methods,
      memory: new SessionMemory(tabStorage(view), base),
      pageFields: fields,
      greetings: () => greetingsOf(this.#store.tree.page),
      onStatus: (session) => this.#status.change({ session }),
      onNotice: (notice) => this.#status.tell(notice),
      restorer: async () => {
        const { PageRestorer } = await import("./session/page-restorer.ts");
        const elementOf = (id: number) => this.#renderer.elementOf(id);
        return new PageRestorer({ root, store: this.#store, elementOf, pageFields: fields });
      },
      reload: () => view.location.reload(),
    });
    this.#status = new StatusStore(this.#session.status);
    this.#services = new LazyServices({
      store: this.#store,
      methods: this.#methods,
      host: {
        window: view,
        storagePrefix: `flotilla:${base}:`,
        trigger: (node, event, data) => this.trigger(node, event, data),
        get: (id) => this.get(id),
        announce: (message, assertive) => this.announce(message, assertive),
        inGesture: (label, action) => this.#status.prompt(label, action),
      },
    });
  }

  /** Draws the page and connects. */
  start(): void {
    const { root, view } = this.#init;
    root.dataset.density = this.density;
    root.dataset.platform = this.platform;
    this.#routes.listen((route) => this.#followRoute(route));
    this.#store.observe(({ removed, changed, added }) => {
      this.#views.forget(removed);
      if (changed.has(pageId) || added.has(pageId)) this.#followPage();
    });
    this.onInvoke(
      this.#store.tree.page,
      pageMethods({
        navigator: view.navigator,
        goTo: (route) => {
          this.#routes.push(route);
          this.#followRoute(this.#routes.current());
        },
        take: async (delays, pixelRatio) => {
          const { captureAll } = await import("./capture/capture.ts");
          return captureAll(root, this, delays, pixelRatio);
        },
      }),
    );
    this.#services.start();
    this.#followPage();
    render(
      <ClientProvider.Provider value={this}>
        <RendererProvider.Provider value={this.#renderer}>
          <PageRoot />
          <StatusHost
            status={this.#status}
            restart={() => this.#session.restart()}
            styles={this.#styles}
          />
        </RendererProvider.Provider>
      </ClientProvider.Provider>,
      root,
    );
    this.#announcer.start(view.document.body);
    void this.#sockets.ready().then(() => this.#session.start());
    void this.#settle();
  }

  get theme(): ThemeState {
    return this.#theme.state;
  }

  trigger(node: ControlMap, event: string, data: unknown = null, always?: "always"): void {
    if (always === undefined && node[`on_${event}`] !== true) return;
    this.#session.send([Action.event, { target: node._i, name: event, data: data ?? null }]);
  }

  update(node: ControlMap, props: Readonly<Record<string, unknown>>): void {
    this.#store.commit(this.#store.tree.update(node._i, props));
    this.#session.send([Action.update, { id: node._i, props: { ...props } }]);
  }

  onInvoke(node: ControlMap, methods: Methods): () => void {
    return this.#methods.add(node._i, methods);
  }

  activate(node: ControlMap): void {
    runGesture(node, this.#methods, this.#init.view);
    this.trigger(node, "click");
  }

  isActive(node: ControlMap): boolean {
    return hasGesture(node);
  }

  goBack(): void {
    void this.#views.goBack();
  }

  canGoBack(): boolean {
    return this.#views.canGoBack();
  }

  isPopped(view: ControlMap): boolean {
    return this.#views.isPopped(view);
  }

  confirmPop(view: ControlMap, shouldPop: boolean): void {
    this.#views.confirmPop(view, shouldPop);
  }

  get(id: number): ControlMap | undefined {
    return this.#store.tree.get(id);
  }

  parentOf(node: ControlMap): ControlMap | undefined {
    return this.#store.tree.parentOf(node._i);
  }

  elementOf(node: ControlMap): HTMLElement | undefined {
    return this.#renderer.elementOf(node._i);
  }

  redraw(node: ControlMap): void {
    this.#store.touch(node._i);
  }

  openChannel(node: ControlMap, name: string, receive: (bytes: Uint8Array) => void): DataChannel {
    return this.#session.channels.open(
      (id) => this.trigger(node, "data_channel_open", { channel_name: name, channel_id: id }),
      receive,
    );
  }

  readonly assetUrl = (src: string): string => {
    if (/^[a-z][a-z\d+.-]+:/i.test(src)) return src;
    return new URL(src.replace(/^\/+/, ""), this.#init.view.document.baseURI).href;
  };

  announce(message: string, assertive?: boolean): void {
    this.#announcer.say(message, assertive);
  }

  async #settle(): Promise<void> {
    const { root, view } = this.#init;
    const size = sizeOf(root);
    const later = await loadChunk(() => import("./page/once-drawn.ts"));
    this.#frames = new later.FrameEvents({
      get: (id) => this.get(id),
      trigger: (node, event, data) => this.trigger(node, event, data),
    });
    this.#frames.start(root);
    later.watchPage(view, root, size, {
      update: (fields) => this.update(this.#store.tree.page, fields),
      event: (name, data) => this.trigger(this.#store.tree.page, name, data, "always"),
      isHeard: (name) => this.#store.tree.page[`on_${name}`] === true,
      eventIfHeard: (name, data) => this.trigger(this.#store.tree.page, name, data),
    });
    later.watchTooltips(root, (id) => this.get(id));
    later.watchTabs(view, this.#session, this.#status);
    later.watchWaking(view, () => this.#session.hurry());
  }

  #followRoute(route: string): void {
    this.update(this.#store.tree.page, { route });
    this.trigger(this.#store.tree.page, "route_change", { route }, "always");
  }

  #followPage(): void {
    if (this.#look.follow(this.#store.tree.page)) this.#store.touchAll();
  }
}
