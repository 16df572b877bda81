import { once } from "node:events";
import {
  Action,
  decodeExtension,
  decodeMessage,
  type ExtensionReply,
  encodeInput,
  encodeMessage,
  type InvokeRequest,
  type Notice,
} from "@flotilla/protocol";
import { type ControlMap, ControlTree } from "@flotilla/tree";
import { WebSocket } from "ws";
import { controlsOf } from "./controls-of.ts";
import { KeptInputs } from "./kept-inputs.ts";

/** What a call of the app is answered with, by method name. */
export interface Answers {
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly errors?: Readonly<Record<string, string>>;
}

/** How a client registers; the rest is a desktop browser. */
export interface WireClientOptions {
  readonly route?: string;
  readonly sessionId?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly page?: Readonly<Record<string, unknown>>;
  /** Inputs are numbered, kept until they are acknowledged, and sent again after a new page. */
  readonly isNumbering?: boolean;
  /** How long nothing must have come until the client counts as settled; default 120 ms. */
  readonly quietMs?: number;
  /** The same for the first page; default as `quietMs`. */
  readonly firstQuietMs?: number;
}

/** Says which control a step is about: `c` is its type, `n` its place among the equal ones (0 first), the rest its properties. */
export interface Target {
  readonly c: string;
  readonly n?: number;
  readonly [property: string]: unknown;
}

const deadlineMs = 25_000;

/** The host has closed the socket. */
export class ClosedError extends Error {
  readonly code: number;

  constructor(code: number, reason: string) {
    super(`closed with ${code}: ${reason}`);
    this.code = code;
  }
}

/** A raw client of the wire: keeps the tree as Flet's client would, answers calls, follows `push_route`. */
export class WireClient implements AsyncDisposable {
  readonly tree: ControlTree;
  readonly messages: { readonly action: number; readonly body: unknown }[] = [];
  readonly crashes: string[] = [];
  /** Patches that did not fit the tree: always an error of the host's. */
  readonly patchErrors: string[] = [];
  readonly socket: WebSocket;
  /** How its socket was closed, if it was. */
  closed: ClosedError | undefined;
  sessionId = "";
  registerError = "";
  /** What the host told beside the page, to a client that numbers its inputs. */
  readonly notices: Notice[] = [];
  /** Whole pages that came, the first included. */
  replies = 0;
  /** Inputs that are not acknowledged; each is made anew for the page that is there when it is sent. */
  readonly unacknowledged = new KeptInputs<() => Uint8Array>();
  readonly #isNumbering: boolean;
  #lastMessageAt = 0;
  #script: Answers = {};
  readonly #pageName: string;
  readonly #quietMs: number;

  private constructor(url: string, options: WireClientOptions, page: Record<string, unknown>) {
    const { pathname } = new URL(url);
    this.#pageName = pathname.slice(1, pathname.lastIndexOf("/"));
    this.#quietMs = options.quietMs ?? 120;
    this.#isNumbering = options.isNumbering === true;
    this.tree = new ControlTree(JSON.parse(JSON.stringify(page)) as Record<string, unknown>); // a copy to own
    this.socket = new WebSocket(url, {
      perMessageDeflate: false,
      headers: { "user-agent": "wire-client", ...options.headers },
    });
  }

  /** Connects to an app's socket and registers; resolves when the answer is there and the first page is quiet. */
  static async open(url: string, options: WireClientOptions = {}): Promise<WireClient> {
    const page = {
      ...desktopPage,
      route: options.route ?? "/",
      ...options.page,
      ...(options.isNumbering === true && { _flotilla: { ack: 1 } }),
    };
    const client = new WireClient(url, options, page);
    client.socket.on("message", (data) => client.#receive(new Uint8Array(data as Buffer)));
    client.socket.on("error", () => undefined); // a refused socket rejects through once() below
    await once(client.socket, "open");
    const isAnswered = () => client.sessionId !== "" || client.registerError !== "";
    client.socket.once("close", (code, reason) => {
      client.closed = new ClosedError(code, String(reason));
    });
    const replied = client.#until(() => isAnswered() || client.closed !== undefined);
    client.#send(Action.register, {
      session_id: options.sessionId ?? null,
      page_name: client.#pageName,
      page,
    });
    await replied;
    if (client.closed !== undefined && !isAnswered()) throw client.closed;
    await client.settle(options.firstQuietMs);
    return client;
  }

  /** Data that names a control as `{"src_id": {"c": "Draggable"}}` carries its id. */
  event(target: Target, name: string, data: unknown = null): void {
    const source = (data as { src_id?: Target } | null)?.src_id;
    this.#input(() => {
      const sent = source === undefined ? data : { ...Object(data), src_id: this.find(source)._i };
      return encodeMessage(Action.event, { target: this.find(target)._i, name, data: sent });
    });
  }

  update(target: Target, props: Record<string, unknown>): void {
    this.#updateById(this.find(target)._i, props);
  }

  /** As a person who edits the address: UPDATE, then the event. */
  go(route: string): void {
    this.#updateById(1, { route });
    const event = { target: 1, name: "route_change", data: { route } };
    this.#input(() => encodeMessage(Action.event, event));
  }

  /** What calls are answered with until the next script. */
  script(answers: Answers): void {
    this.#script = answers;
  }

  find({ c, n = 0, ...wanted }: Target): ControlMap {
    const found = [...controlsOf(this.tree.page)].filter(
      (control) =>
        control._c === c &&
        Object.entries(wanted).every(([name, value]) => sameKey(control[name], value)),
    )[n];
    if (found === undefined) {
      throw new Error(
        [
          `no ${c} ${JSON.stringify(wanted)} number ${n}`,
          ...this.crashes,
          ...this.patchErrors,
        ].join("\n"),
      );
    }
    return found;
  }

  /** Waits until nothing has come for a while. */
  async settle(quietMs = this.#quietMs): Promise<void> {
    this.#lastMessageAt = performance.now();
    await this.#until(() => performance.now() - this.#lastMessageAt > quietMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.socket, "close");
    this.socket.close(1000);
    await closed;
  }

  #receive(packet: Uint8Array): void {
    this.#lastMessageAt = performance.now();
    const extension = decodeExtension(packet);
    if (extension?.kind === "ack")
      this.unacknowledged.acknowledged(extension.low, extension.others);
    else if (extension?.kind === "notice") this.notices.push(extension.notice);
    if (packet[0] !== 0) return;
    const [action, body] = decodeMessage(packet, { maxDepth: 256 });
    this.messages.push({ action, body });
    if (action === Action.register) {
      this.registerError = String(body.error);
      if (body.error === "") {
        this.replies += 1;
        this.sessionId = String(body.session_id);
        this.tree.merge(body.page_patch as Record<string, unknown>);
        this.#resend(body.page_patch as { _flotilla?: ExtensionReply });
      }
    } else if (action === Action.patch) {
      const { failure } = this.tree.apply(Number(body.id), body.patch as never);
      if (failure !== undefined) this.patchErrors.push(failure.message);
    } else if (action === Action.crashed) {
      this.crashes.push(String(body.message));
    } else if (action === Action.invoke) {
      this.#answer(body as unknown as InvokeRequest);
    }
  }

  #answer({ control_id, call_id, name, args }: InvokeRequest): void {
    if (control_id === 1 && name === "push_route") this.go(String(args?.route));
    this.#send(Action.invoke, {
      control_id,
      call_id,
      result: this.#script.answers?.[name] ?? null,
      error: this.#script.errors?.[name] ?? null,
    });
  }

  #updateById(id: number, props: Record<string, unknown>): void {
    this.tree.update(id, props);
    this.#input(() => encodeMessage(Action.update, { id, props }));
  }

  #input(make: () => Uint8Array): void {
    if (!this.#isNumbering) {
      this.socket.send(make());
      return;
    }
    const number = this.unacknowledged.keep(make);
    this.socket.send(encodeInput(number, this.replies & 255, make()));
  }

  #resend({ _flotilla: reply }: { readonly _flotilla?: ExtensionReply }): void {
    if (reply === undefined) return;
    this.unacknowledged.replied(reply);
    for (const [number, make] of this.unacknowledged)
      this.socket.send(encodeInput(number, this.replies & 255, make()));
  }

  #send(action: number, body: object): void {
    this.socket.send(encodeMessage(action, body));
  }

  async #until(condition: () => boolean): Promise<void> {
    const deadline = performance.now() + deadlineMs;
    while (!condition()) {
      if (performance.now() > deadline)
        throw new Error(`nothing to expect within ${deadlineMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

const noInsets = { top: 0, right: 0, bottom: 0, left: 0 };
/** What a desktop browser registers with. */
export const desktopPage = {
  pwa: false,
  web: true,
  debug: false,
  wasm: false,
  test: false,
  multi_view: false,
  pyodide: false,
  platform_brightness: "light",
  width: 1024,
  height: 768,
  platform: "linux",
  window: {},
  media: {
    padding: noInsets,
    view_padding: noInsets,
    view_insets: noInsets,
    device_pixel_ratio: 1,
    orientation: "landscape",
    always_use_24_hour_format: false,
  },
};

/** A key travels as plain text or as a map with `value`. */
function sameKey(actual: unknown, wanted: unknown): boolean {
  if (actual === wanted) return true;
  return (
    typeof actual === "object" &&
    actual !== null &&
    (actual as { value?: unknown }).value === wanted
  );
}
