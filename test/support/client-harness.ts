import {
  Action,
  type ChannelFrame,
  decodeChannel,
  decodeMessage,
  type EventBody,
  Extension,
  encodeAck,
  encodeMessage,
  type InvokeReply,
  PacketType,
  type Patch,
  type RegisterRequest,
  type UpdateBody,
} from "@flotilla/protocol";
import type { Browser, Page } from "playwright-core";
import type { WebSocket } from "ws";
import { ClientSite } from "./client-site.ts";
import { CountingHost } from "./counting-host.ts";
import { launchHarnessBrowser } from "./harness-browser.ts";
import type { HarnessOptions } from "./harness-options.ts";

/** A control as it goes over the wire. */
export type WireControl = { _c: string; _i?: number; [property: string]: unknown };
/** x, y, width and height in the window. */
export type Box = readonly [x: number, y: number, width: number, height: number];

const viewId = 3;
// Text, as this program has no types of the browser.
const readBoxes = `Object.fromEntries(
  [...document.querySelectorAll("[data-id]")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [element.dataset.id, [x, y, width, height]];
  }),
)`;

/** Resolves a frame after the control is on the page, all chunks are there and what measures itself has done so. */
function drawn(id: number): string {
  return `new Promise((done) => {
    const look = () =>
      requestAnimationFrame(isDrawn() ? done : look);
    const isDrawn = () =>
      document.querySelector('[data-id="${id}"]') && !document.querySelector("[aria-busy=true]");
    look();
  })`;
}

/**
 * The built client in a real browser, talking to a scripted host instead of an app: the test says what
 * the page is, sends patches and calls, and reads what the client draws and sends.
 */
export class ClientHarness implements AsyncDisposable {
  readonly page: Page;
  readonly events: EventBody[] = [];
  readonly updates: UpdateBody[] = [];
  readonly registrations: RegisterRequest[] = [];
  /** What came over data channels. */
  readonly frames: ChannelFrame[] = [];
  /** Errors of the page and violations of its security policy. */
  readonly complaints: string[] = [];
  /** Whether new connections are closed at once, as by a host that is down. */
  refusing = false;
  /** The session that the next registration gets. */
  sessionId = "TestSession00001";
  /** Whether the host counts inputs if the client wants it. */
  counting: boolean;
  /** Whether each counted input is acknowledged. */
  acknowledging: boolean;
  readonly counts = new CountingHost();
  /** The browser that is this page's own. */
  readonly #browser: Browser | undefined;
  readonly #site: ClientSite;
  readonly #calls = new Map<string, PromiseWithResolvers<InvokeReply>>();
  readonly #options: HarnessOptions;
  #page: Readonly<Record<string, unknown>>;
  #socket: WebSocket | undefined;
  #callCount = 0;
  #nextId = 100_000;

  private constructor(init: {
    browser: Browser | undefined;
    page: Page;
    site: ClientSite;
    options: HarnessOptions;
  }) {
    this.page = init.page;
    this.#browser = init.browser;
    this.#site = init.site;
    this.#options = init.options;
    this.#page = init.options.page ?? {};
    this.counting = init.options.counting ?? false;
    this.acknowledging = init.options.acknowledging ?? true;
    this.#site.sockets.on("connection", (socket) => this.#accept(socket));
    this.page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    this.page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  /** Opens a page of the built client and waits until it is drawn. */
  static async open(options: HarnessOptions = {}): Promise<ClientHarness> {
    const site = await ClientSite.open(options);
    const browser = options.browser ?? (await launchHarnessBrowser(options));
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 480, height: 400 },
      colorScheme: options.colorScheme ?? "light",
      deviceScaleFactor: options.deviceScaleFactor ?? 1,
      hasTouch: options.touch ?? false,
      locale: options.locale ?? "en-US",
      ...(options.userAgent === undefined ? {} : { userAgent: options.userAgent }),
    });
    const page = await context.newPage();
    const harness = new ClientHarness({
      browser: options.browser === undefined ? browser : undefined,
      page,
      site,
      options,
    });
    await page.goto(site.url);
    if (options.error === undefined) await page.locator("main[data-id]").first().waitFor();
    await page.evaluate(`document.fonts.load("14px Roboto")`);
    return harness;
  }

  /** Replaces the view's properties and children, and waits until they are drawn. */
  async show(
    controls: readonly WireControl[],
    view: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const shown = this.numbered({
      _c: "View",
      _i: this.#nextId++,
      route: "/",
      padding: {},
      spacing: 0,
      ...view,
      controls,
    });
    this.patch(1, [[0], [0, 0, "views", [shown]]]);
    await this.page.evaluate(drawn(shown._i));
  }

  /** Gives ids to the controls that have none. */
  numbered<T>(value: T): T {
    if (Array.isArray(value)) return value.map((item) => this.numbered(item)) as T;
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof Uint8Array || value instanceof Extension) return value;
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) copy[key] = this.numbered(item);
    if ("_c" in copy) copy._i ??= this.#nextId++;
    return copy as T;
  }

  /** Sends a patch. */
  patch(id: number, patch: Patch): void {
    this.send(encodeMessage(Action.patch, { id, patch }));
  }

  /** Sends a packet as it is. */
  send(packet: Uint8Array): void {
    if (!this.#socket) throw new Error("no client is connected");
    this.#socket.send(packet);
  }

  /** Answers with another page from the next registration on. */
  prepare(page: Readonly<Record<string, unknown>>): void {
    this.#page = page;
  }

  /** The app was started again behind the open socket, with what it had kept after input `low`. */
  restore(page: Readonly<Record<string, unknown>>, low = this.counts.applied.low): void {
    this.prepare(page);
    this.counts.restart(low);
    this.send(this.#registration());
  }

  /** Acknowledges what is applied. */
  acknowledge(): void {
    const { low, others } = this.counts.applied;
    this.send(encodeAck(low, others));
  }

  /** Closes the client's socket. */
  disconnect(code: number): void {
    this.#socket?.close(code);
  }

  /** Calls a method of a control and waits for the answer. */
  invoke(
    control_id: number,
    name: string,
    args?: Readonly<Record<string, unknown>>,
  ): Promise<InvokeReply> {
    this.#callCount += 1;
    const call_id = `call${this.#callCount}`;
    const answer = Promise.withResolvers<InvokeReply>();
    this.#calls.set(call_id, answer);
    const request = { control_id, call_id, name, ...(args === undefined ? {} : { args }) };
    this.send(encodeMessage(Action.invoke, request));
    return answer.promise;
  }

  /** Waits until what was sent before is drawn. */
  async settle(): Promise<void> {
    await this.invoke(1, "get_device_info");
    await this.page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
    );
  }

  /** The boxes of all controls that are drawn, by id. */
  async boxes(): Promise<Readonly<Record<string, Box>>> {
    const boxes: unknown = await this.page.evaluate(readBoxes);
    return boxes as Record<string, Box>;
  }

  /** Waits for an event of this name and takes it out of the list. */
  async nextEvent(name: string, deadlineMs = 20_000): Promise<EventBody> {
    const end = performance.now() + deadlineMs;
    for (;;) {
      const at = this.events.findIndex((event) => event.name === name);
      const [event] = at < 0 ? [] : this.events.splice(at, 1);
      if (event) return event;
      if (performance.now() > end) throw new Error(`no event ${name} within ${deadlineMs} ms`);
      await new Promise((wait) => setTimeout(wait, 10));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
    await this.#browser?.close();
    await this.#site[Symbol.asyncDispose]();
  }

  #accept(socket: WebSocket): void {
    if (this.refusing) {
      socket.terminate();
      return;
    }
    this.#socket = socket;
    this.counts.connected();
    socket.on("message", (data: Buffer) => {
      let packet: Uint8Array | undefined = new Uint8Array(data);
      if (packet[0] === PacketType.extension) {
        packet = this.counts.take(packet);
        if (this.acknowledging) this.acknowledge();
      }
      if (!packet) return;
      const frame = decodeChannel(packet);
      if (frame) {
        this.frames.push(frame);
        return;
      }
      const [action, body] = decodeMessage(packet);
      switch (action) {
        case Action.register:
          this.registrations.push(body as unknown as RegisterRequest);
          socket.send(this.#registration());
          break;
        case Action.event:
          this.events.push(body as unknown as EventBody);
          break;
        case Action.update:
          this.updates.push(body as unknown as UpdateBody);
          break;
        case Action.invoke: {
          const reply = body as unknown as InvokeReply;
          this.#calls.get(reply.call_id)?.resolve(reply);
          this.#calls.delete(reply.call_id);
          break;
        }
        default:
          throw new Error(`the client sent action ${action}`);
      }
    });
  }

  #registration(): Uint8Array {
    const page_patch = {
      _c: "Page",
      _i: 1,
      window: { _c: "Window", _i: 2 },
      views: [{ _c: "View", _i: viewId, route: "/", padding: {} }],
      _overlay: { _c: "Overlay", _i: 4 },
      _dialogs: { _c: "Dialogs", _i: 5 },
      _services: { _c: "ServiceRegistry", _i: 7, _internals: { uid: "TESTSERVICES" } },
      ...this.numbered(this.#page),
      ...(this.counting ? { _flotilla: this.counts.reply() } : {}),
    };
    return encodeMessage(Action.register, {
      session_id: this.sessionId,
      page_patch,
      error: this.#options.error ?? "",
    });
  }
}
