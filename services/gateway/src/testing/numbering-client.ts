import { once } from "node:events";
import {
  Action,
  decodeExtension,
  decodeMessage,
  type ExtensionReply,
  encodeInput,
  type Notice,
} from "@flotilla/protocol";
import { WebSocket } from "ws";
import { eventPacket, registerPacket } from "./test-client.ts";

/** A client that numbers its inputs, keeps them until they are acknowledged, and sends them again after a new page. */
export class NumberingClient implements Disposable {
  ws: WebSocket;
  readonly notices: Notice[] = [];
  /** Inputs that are not acknowledged, by number. */
  readonly open = new Map<number, Uint8Array>();
  closed: Promise<{ code: number; reason: string }>;
  /** Pages that came, the first included. */
  replies = 0;
  sessionId = "";
  clicks = 0;
  readonly #url: string;
  #next = 0;

  private constructor(url: string) {
    this.#url = url;
    this.ws = new WebSocket(url);
    this.closed = this.#listen();
  }

  static async register(url: string, sessionId: string | null = null): Promise<NumberingClient> {
    const client = new NumberingClient(url);
    await client.#register(sessionId);
    return client;
  }

  /** Comes back on a new socket, with the inputs that are not acknowledged. */
  async comeBack(): Promise<void> {
    this.ws.terminate();
    this.replies = 0;
    this.ws = new WebSocket(this.#url);
    this.closed = this.#listen();
    await this.#register(this.sessionId);
  }

  /** Sends an event as an input; returns its number. */
  input(name: string, data: unknown = null): number {
    const number = this.#next++;
    this.open.set(number, eventPacket(name, data));
    this.#send(number);
    return number;
  }

  [Symbol.dispose](): void {
    this.ws.terminate();
  }

  #listen(): Promise<{ code: number; reason: string }> {
    const { ws } = this;
    ws.on("message", (data) => {
      if (ws === this.ws) this.#receive(data as Uint8Array);
    });
    ws.on("error", () => {});
    return once(ws, "close").then(([code, reason]) => ({ code, reason: String(reason) }));
  }

  async #register(sessionId: string | null): Promise<void> {
    const { ws } = this;
    await once(ws, "open");
    ws.send(registerPacket(sessionId, { _flotilla: { ack: 1 } }));
    const isClosed = this.closed.then(() => true);
    while (this.replies === 0) {
      const isOver = await Promise.race([once(ws, "message").then(() => false), isClosed]);
      if (isOver) throw new Error("numbering client: closed");
    }
  }

  #send(number: number): void {
    const packet = this.open.get(number);
    const isReady = this.replies > 0 && this.ws.readyState === WebSocket.OPEN;
    if (packet !== undefined && isReady)
      this.ws.send(encodeInput(number, this.replies & 255, packet));
  }

  #receive(packet: Uint8Array): void {
    const extension = decodeExtension(packet);
    if (extension?.kind === "ack") {
      for (const number of this.open.keys()) if (number <= extension.low) this.open.delete(number);
    } else if (extension?.kind === "notice") this.notices.push(extension.notice);
    if (packet[0] !== 0) return;
    const [action, body] = decodeMessage(packet);
    if (action === Action.register) this.#replied(body);
    if (action !== Action.patch) return;
    this.clicks = Number((body.patch as unknown[][])[1]?.[3]);
  }

  #replied(body: Record<string, unknown>): void {
    const page = body.page_patch as { clicks?: number; _flotilla?: ExtensionReply };
    this.sessionId = String(body.session_id);
    if (page._flotilla === undefined) return;
    const { applied, next } = page._flotilla;
    this.replies += 1;
    this.clicks = page.clicks ?? 0;
    if (this.#next === 0) this.#next = next;
    for (const number of [...this.open.keys()])
      if (number <= applied) this.open.delete(number);
      else this.#send(number);
  }
}
