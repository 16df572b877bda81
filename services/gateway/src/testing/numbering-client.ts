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
  readonly ws: WebSocket;
  readonly notices: Notice[] = [];
  /** Inputs that are not acknowledged, by number. */
  readonly open = new Map<number, Uint8Array>();
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Pages that came, the first included. */
  replies = 0;
  sessionId = "";
  clicks = 0;
  #next = 0;

  private constructor(url: string) {
    this.ws = new WebSocket(url);
    this.ws.on("message", (data) => this.#receive(data as Uint8Array));
    this.ws.on("error", () => {});
    this.closed = once(this.ws, "close").then(([code, reason]) => ({
      code,
      reason: String(reason),
    }));
  }

  static async register(url: string, sessionId: string | null = null): Promise<NumberingClient> {
    const client = new NumberingClient(url);
    await once(client.ws, "open");
    client.ws.send(registerPacket(sessionId, { _flotilla: { ack: 1 } }));
    while (client.replies === 0) await once(client.ws, "message");
    return client;
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

  #send(number: number): void {
    const packet = this.open.get(number);
    if (packet !== undefined) this.ws.send(encodeInput(number, this.replies & 255, packet));
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
