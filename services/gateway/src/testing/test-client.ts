import { once } from "node:events";
import { Action, decodeMessage, encodeMessage, type Message } from "@flotilla/protocol";
import { WebSocket } from "ws";

/** The page fields that a client sends. */
export const page = {
  route: "/",
  pwa: false,
  web: true,
  debug: false,
  wasm: false,
  test: false,
  multi_view: false,
  pyodide: false,
  platform_brightness: "light",
  width: 800,
  height: 600,
  platform: "linux",
  window: {},
  media: {},
};

/** Bytes of a REGISTER packet. */
export function registerPacket(sessionId: string | null = null, more: object = {}): Uint8Array {
  const body = { session_id: sessionId, page_name: "", page: { ...page, ...more } };
  return encodeMessage(Action.register, body);
}

/** Bytes of an event packet. */
export function eventPacket(name: string, data: unknown = null): Uint8Array {
  return encodeMessage(Action.event, { target: 1, name, data });
}

/** A client over a real socket; what comes is kept until somebody asks for it. */
export class TestClient implements Disposable {
  readonly ws: WebSocket;
  readonly received: Uint8Array[] = [];
  /** Resolves with code and reason when the socket has closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  sessionId = "";
  #wake: (() => void) | undefined;

  constructor(url: string, options: ConstructorParameters<typeof WebSocket>[2] = {}) {
    this.ws = new WebSocket(url, options);
    this.ws.on("message", (data) => {
      this.received.push(data as Uint8Array);
      this.#wake?.();
    });
    this.ws.on("error", () => {});
    const { promise, resolve } = Promise.withResolvers<{ code: number; reason: string }>();
    this.closed = promise;
    this.ws.on("close", (code, reason) => {
      resolve({ code, reason: String(reason) });
      this.#wake?.();
    });
  }

  /** Connects and registers; the reply's session id is kept. */
  static async register(
    url: string,
    sessionId: string | null = null,
    options: ConstructorParameters<typeof WebSocket>[2] & { page?: object } = {},
  ): Promise<TestClient> {
    const client = new TestClient(url, options);
    await once(client.ws, "open");
    client.ws.send(registerPacket(sessionId, options.page));
    const [, body] = await client.next();
    client.sessionId = String(body.session_id);
    return client;
  }

  event(name: string, data: unknown = null): void {
    this.ws.send(eventPacket(name, data));
  }

  /** The next message, in order. */
  async next(): Promise<Message> {
    return decodeMessage(await this.nextPacket());
  }

  async nextPacket(): Promise<Uint8Array> {
    for (;;) {
      const packet = this.received.shift();
      if (packet !== undefined) return packet;
      if (this.ws.readyState === WebSocket.CLOSED) throw new Error("test client: closed");
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Clicks and waits for the patch that answers it. */
  async click(): Promise<unknown> {
    this.event("click");
    const [, body] = await this.next();
    return (body.patch as unknown[][])[1]?.[3];
  }

  /** Cuts the connection as a lost network does: no close frame. */
  cut(): void {
    this.ws.terminate();
  }

  async close(): Promise<void> {
    this.ws.close(1001);
    await this.closed;
  }

  [Symbol.dispose](): void {
    this.ws.terminate();
  }
}
