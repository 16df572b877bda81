import { Socket } from "engine.io-client";
import { pollingKey } from "./polling-key.ts";

const announcement = '51-["packet",{"_placeholder":true,"num":0}]';
const connect = "0";
const disconnect = "1";
const closeEvent = '2["close",';
const lost = 1006;
const rememberedMs = 86_400_000;

/**
 * Socket.IO's way through networks that break WebSockets, with the face of a WebSocket: each packet is one binary event
 * named `packet`. That polls pass is remembered for a day. It tries whether a WebSocket works after all, and moves to it.
 */
export class PollingSocket extends EventTarget {
  binaryType: BinaryType = "arraybuffer";
  readyState: number = WebSocket.CONNECTING;
  readonly #engine: Socket;
  readonly #view: Window;
  readonly #leave: () => void;
  #isAnnounced = false;
  #closeCode: number | undefined;

  /** `url` is that of the app's WebSocket; `leave` is called when WebSockets are as good a guess: polls fail, or they work. */
  constructor(url: string, view: Window, leave: () => void) {
    super();
    this.#view = view;
    this.#leave = leave;
    const { origin, pathname } = new URL(url.replace(/^ws/, "http"));
    this.#engine = new Socket(origin, {
      path: pathname.replace(/ws$/, "socket.io/"),
      transports: ["polling", "websocket"],
      // Browsers leave the Origin out when a page reads from its own host; this says the same.
      extraHeaders: { "x-flotilla-client": "web" },
    });
    this.#engine.binaryType = "arraybuffer";
    this.#engine.on("open", () => this.#engine.send(connect));
    this.#engine.on("message", (data) => this.#receive(data));
    this.#engine.on("upgrade", () => {
      this.#remember(0);
      leave();
    });
    this.#engine.on("close", (_reason, details) => this.#closed(details));
  }

  send(packet: Uint8Array<ArrayBuffer>): void {
    // Held back for a moment: announcement and bytes would travel in two requests.
    const { transport } = this.#engine;
    const { writable } = transport;
    transport.writable = false;
    this.#engine.send(announcement);
    transport.writable = writable;
    this.#engine.send(packet);
  }

  close(code = 1000): void {
    if (this.readyState >= WebSocket.CLOSING) return;
    if (this.readyState === WebSocket.OPEN) {
      this.#engine.send(`${closeEvent}${code}]`);
      this.#engine.send(disconnect);
    }
    this.readyState = WebSocket.CLOSING;
    this.#closeCode = code;
    this.#engine.close();
  }

  #receive(data: unknown): void {
    if (this.#isAnnounced) {
      this.#isAnnounced = false;
      this.dispatchEvent(new MessageEvent("message", { data }));
    } else if (data === announcement) this.#isAnnounced = true;
    else if (typeof data !== "string") return;
    else if (data.startsWith(connect)) this.#connected();
    else if (data.startsWith(closeEvent)) {
      this.#closeCode = Number.parseInt(data.slice(closeEvent.length), 10);
    } else if (data.startsWith(disconnect)) this.#engine.close();
  }

  #connected(): void {
    if (this.readyState !== WebSocket.CONNECTING) return;
    this.readyState = WebSocket.OPEN;
    this.#remember(Date.now() + rememberedMs);
    this.dispatchEvent(new Event("open"));
  }

  #closed(details: unknown): void {
    if (this.readyState === WebSocket.CLOSED) return;
    if (this.readyState === WebSocket.CONNECTING) this.#leave();
    this.readyState = WebSocket.CLOSED;
    const code = this.#closeCode ?? webSocketCode(details) ?? lost;
    this.dispatchEvent(new CloseEvent("close", { code }));
  }

  #remember(until: number): void {
    try {
      this.#view.localStorage.setItem(pollingKey, String(until));
    } catch {
      // storage is full or forbidden: the next visit finds out anew
    }
  }
}

/** Once it is a WebSocket, the reason may be in its close frame. */
function webSocketCode(details: unknown): number | undefined {
  const { context } = (details ?? {}) as { context?: unknown };
  return context instanceof CloseEvent && context.code !== 1005 ? context.code : undefined;
}
