import { decodeMessage, type Message } from "@flotilla/protocol";
import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import { eventPacket, registerPacket } from "./test-client.ts";

type Options = Partial<ManagerOptions & SocketOptions>;

/** A stock Socket.IO client; what comes is kept until somebody asks for it. */
export class SocketIoClient implements Disposable {
  readonly io: Socket;
  readonly received: Uint8Array[] = [];
  /** Code and reason of the `close` event; a disconnect without one is 0 with Socket.IO's reason. */
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Rejects when the handshake fails. */
  readonly connected: Promise<void>;
  sessionId = "";
  #wake: (() => void) | undefined;

  constructor(url: string, options: Options = {}) {
    this.io = io(new URL(url).origin, {
      path: `${new URL(url).pathname}/socket.io/`,
      transports: ["polling"],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    this.io.on("packet", (bytes: Uint8Array) => {
      this.received.push(bytes);
      this.#wake?.();
    });
    this.closed = new Promise((resolve) => {
      this.io.on("close", (code: number, reason: string) => resolve({ code, reason }));
      this.io.on("disconnect", (reason) => {
        resolve({ code: 0, reason });
        this.#wake?.();
      });
    });
    this.connected = new Promise((resolve, reject) => {
      this.io.on("connect", resolve);
      this.io.on("connect_error", reject);
    });
    this.connected.catch(() => {});
  }

  /** Connects and registers; the reply's session id is kept. */
  static async register(
    url: string,
    sessionId: string | null = null,
    options: Options = {},
  ): Promise<SocketIoClient> {
    const client = new SocketIoClient(url, options);
    await client.connected;
    client.send(registerPacket(sessionId));
    const [, body] = await client.next();
    client.sessionId = String(body.session_id);
    return client;
  }

  /** `polling` or `websocket`, as it is now. */
  get transport(): string {
    return this.io.io.engine.transport.name;
  }

  send(packet: Uint8Array): void {
    this.io.emit("packet", Buffer.from(packet));
  }

  event(name: string, data: unknown = null): void {
    this.send(eventPacket(name, data));
  }

  /** The next message, in order. */
  async next(): Promise<Message> {
    for (;;) {
      const packet = this.received.shift();
      if (packet !== undefined) return decodeMessage(new Uint8Array(packet));
      if (!this.io.connected) throw new Error("test client: closed");
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

  async close(): Promise<void> {
    this.io.disconnect();
    await this.closed;
  }

  [Symbol.dispose](): void {
    this.io.disconnect();
  }
}
