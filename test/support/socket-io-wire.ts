import { Action, decodeMessage, encodeMessage } from "@flotilla/protocol";
import { type ControlMap, ControlTree } from "@flotilla/tree";
import { io, type Socket } from "socket.io-client";
import { controlsOf } from "./controls-of.ts";
import { until } from "./until.ts";
import { desktopPage } from "./wire-client.ts";

/** How a client of Socket.IO opens. */
export interface SocketIoOptions {
  readonly transports?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly sessionId?: string;
}

const deadlineMs = 20_000;

/** A stock Socket.IO client that keeps an app's tree as Flet's client would. */
export class SocketIoWire implements AsyncDisposable {
  readonly tree: ControlTree;
  readonly io: Socket;
  /** The `close` event: code and reason. */
  closed: readonly [code: number, reason: string] | undefined;
  sessionId = "";
  #wake: (() => void) | undefined;

  private constructor(io: Socket) {
    this.io = io;
    this.tree = new ControlTree({ ...desktopPage, route: "/" });
    io.on("packet", (packet: Uint8Array) => this.#receive(new Uint8Array(packet)));
    io.on("close", (code: number, reason: string) => {
      this.closed = [code, reason];
    });
  }

  /** Connects to an app's address and registers; resolves when the page is there. */
  static async open(appUrl: string, options: SocketIoOptions = {}): Promise<SocketIoWire> {
    const { origin, pathname } = new URL(appUrl);
    const socket = io(origin, {
      path: `${pathname}/socket.io/`,
      transports: [...(options.transports ?? ["polling"])],
      extraHeaders: { ...options.headers },
      reconnection: false,
      forceNew: true,
    });
    const client = new SocketIoWire(socket);
    await new Promise<void>((resolve, reject) => {
      socket.on("connect", resolve);
      socket.on("connect_error", reject);
    });
    client.#send(Action.register, {
      session_id: options.sessionId ?? null,
      page_name: pathname.slice(1),
      page: { ...desktopPage, route: "/" },
    });
    await until("the session", () => client.sessionId || undefined, deadlineMs);
    await until("the page", () => client.texts().length > 0 || undefined, deadlineMs);
    return client;
  }

  /** Values of the page's texts, in order. */
  texts(): unknown[] {
    return this.#all("Text").map((text) => text.value);
  }

  /** Clicks the button at this place among the buttons. */
  click(n = 0): void {
    this.#send(Action.event, { target: this.#all("Button")[n]?._i, name: "click", data: null });
  }

  /** Resolves with the next patch. */
  patched(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.io.disconnect();
  }

  #receive(packet: Uint8Array): void {
    const [action, body] = decodeMessage(packet, { maxDepth: 256 });
    if (action === Action.register) {
      this.sessionId = String(body.session_id);
      this.tree.merge(body.page_patch as Record<string, unknown>);
    } else if (action === Action.patch) {
      const { failure } = this.tree.apply(Number(body.id), body.patch as never);
      if (failure !== undefined) throw failure;
      this.#wake?.();
    }
  }

  #send(action: number, body: object): void {
    this.io.emit("packet", Buffer.from(encodeMessage(action, body)));
  }

  #all(type: string): ControlMap[] {
    return [...controlsOf(this.tree.page)].filter(({ _c }) => _c === type);
  }
}
