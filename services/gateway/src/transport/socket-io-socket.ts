import type { ServerResponse } from "node:http";
import type { Socket as RawSocket } from "node:net";
import process from "node:process";
import { closeCodes, inboundLimits, type Pieces } from "@flotilla/protocol";
import type { Transport } from "engine.io";
import type { Socket } from "socket.io";
import type { ClientSocket, ClientSocketHandler } from "./client-socket.ts";
import { hasOpenPoll, limitPolling, rawOf, sendPing, webSocketOf } from "./engine-parts.ts";
import { packetHeader } from "./packet-decoder.ts";
import type { TurnBatch } from "./turn-batch.ts";
import { inFlight, limitMessages, wsBounds } from "./ws-socket.ts";

const maxReasonLength = 120;
/** A polling client's request holds base64, and may hold other packets besides a large one. */
const pollingSlackBytes = 64 * 1024;

/** A client behind Socket.IO, by polling or WebSocket: each packet is one binary event named `packet`. */
export class SocketIoSocket implements ClientSocket {
  readonly #socket: Socket;
  readonly #conn: Socket["conn"];
  readonly #batch: TurnBatch;
  #handler: ClientSocketHandler | undefined;
  #maxMessageBytes: number = inboundLimits.maxMessageBytes;
  /** Bytes that Engine.IO has not given to its transport yet. */
  #waitingBytes = 0;
  #flushes = 0;
  /** The transport whose sending we hold back until this turn ends. */
  #held: Transport | undefined;
  /** The TCP socket of the WebSocket transport. */
  #raw: RawSocket | undefined;
  /** The poll that is open, or was answered last. */
  #poll: ServerResponse | undefined;
  #endCode: number | undefined;
  #isOver = false;

  constructor(socket: Socket, batch: TurnBatch) {
    this.#socket = socket;
    this.#conn = socket.conn;
    this.#batch = batch;
  }

  get transport(): "sio-ws" | "sio-poll" {
    return transportOf(this.#conn);
  }

  get bufferedBytes(): number {
    return this.#waitingBytes + ((this.#raw ?? this.#poll)?.writableLength ?? 0);
  }

  get progress(): number {
    const raw = this.#raw ?? this.#poll?.socket;
    if (!raw) return this.#flushes;
    return this.#flushes + raw.bytesWritten - raw.writableLength - inFlight(raw);
  }

  get maxMessageBytes(): number {
    return this.#maxMessageBytes;
  }

  set maxMessageBytes(bytes: number) {
    this.#maxMessageBytes = bytes;
    this.#limit(this.#conn.transport);
  }

  listen(handler: ClientSocketHandler): void {
    this.#handler = handler;
    const socket = this.#socket;
    const conn = this.#conn;
    socket.on("packet", (data: unknown) => this.#onPacket(data));
    socket.on("close", (code: unknown) => {
      if (code === closeCodes.normal || code === closeCodes.goingAway) this.#endCode = code;
    });
    socket.onAny((name) => {
      if (name !== "packet" && name !== "close") this.#onForeign();
    });
    socket.on("error", () => this.#onForeign());
    socket.on("disconnect", (reason, details) => this.#onDisconnect(reason, details));
    conn.on("packet", ({ type }: { type: string }) => {
      // Messages are counted as what they hold; anything else costs as much as a ping.
      if (type !== "message" && type !== "pong") handler.onPing();
    });
    conn.on("heartbeat", () => handler.onPong());
    conn.on("flush", () => {
      this.#waitingBytes = 0;
      this.#flushes += 1;
    });
    conn.on("upgrade", (transport: Transport) => this.#follow(transport));
    this.#follow(conn.transport);
  }

  /** A request of a polling client that waits for something to be sent. */
  polled(response: ServerResponse): void {
    this.#poll = response;
    response.once("finish", () => this.#onTaken());
  }

  /** A request or message was over the limit, and not read. */
  tooBig(): void {
    this.close(closeCodes.tooBig, "the message is too big");
  }

  send(packet: Uint8Array, pieces?: Pieces): void {
    if (this.#isOver) return;
    // A copy in either case: the link's memory is used again.
    const bytes = pieces ? Buffer.concat([packet, ...pieces.rest]) : Buffer.from(packet);
    pieces?.release();
    this.#waitingBytes += packetHeader.length + bytes.length;
    this.#hold();
    this.#conn.write(packetHeader).write(bytes);
  }

  ping(): void {
    if (this.#conn.readyState === "open") sendPing(this.#conn);
  }

  /** Requests of a polling client come apart from each other: there is no last one. */
  finish(code: number, reason: string): void {
    this.close(code, reason);
  }

  close(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#endCode = code;
    if (!this.#socket.connected) return;
    this.#hold();
    this.#socket.emit("close", code, reason.slice(0, maxReasonLength));
    this.#socket.disconnect(true);
    this.release(); // whoever closes may be about to stop altogether
  }

  /** Ends the holding back; the batch calls it too. */
  release(): void {
    const transport = this.#held;
    this.#held = undefined;
    if (transport === undefined) return;
    if (transport !== this.#conn.transport || this.#conn.readyState === "closed") {
      // Left in this very turn: a poll that is open on it would never be answered.
      if (hasOpenPoll(transport)) transport.send([{ type: "noop" }]);
      return;
    }
    this.#raw?.cork();
    transport.writable = true;
    transport.emit("ready");
    this.#raw?.uncork();
  }

  /** Announcement and bytes would leave apart: for a polling client in two requests. */
  #hold(): void {
    const { transport } = this.#conn;
    if (!transport.writable) return;
    transport.writable = false;
    this.#held = transport;
    this.#batch.hold(this);
  }

  #follow(transport: Transport): void {
    this.#limit(transport);
    const ws = webSocketOf(transport);
    if (ws === undefined) return;
    this.#raw = rawOf(ws);
    transport.on("drain", () => this.#onTaken());
    ws.on("ping", () => this.#handler?.onPing());
    ws.prependOnceListener("close", (code) => {
      if (code !== 1005) this.#endCode ??= code;
    });
  }

  #limit(transport: Transport): void {
    const bytes = this.#maxMessageBytes;
    const ws = webSocketOf(transport);
    if (ws !== undefined) limitMessages(ws, bytes);
    else limitPolling(transport, Math.ceil((bytes * 4) / 3) + pollingSlackBytes);
  }

  #onPacket(data: unknown): void {
    if (this.#isOver) return;
    if (!(data instanceof Uint8Array)) this.#onForeign();
    else if (data.length > this.#maxMessageBytes) this.tooBig();
    else this.#handler?.onPacket(data);
  }

  /** Any other event, or none that could be read: the same as a text message on a plain WebSocket. */
  #onForeign(): void {
    if (!this.#isOver) this.#handler?.onText();
  }

  #onTaken(): void {
    if (this.#waitingBytes === 0) this.#handler?.onDrained();
  }

  #onDisconnect(reason: string, details: unknown): void {
    this.#isOver = true;
    const code = this.#endCode ?? codeOf(reason, details);
    // A client that leaves its namespace has nothing left to do here.
    if (this.#conn.readyState === "open") this.#conn.close();
    if (this.#conn.readyState !== "closed") this.#cutOffLater();
    // Whoever closes goes on to say why before it hears that it is closed.
    process.nextTick(() => this.#handler?.onClosed(code));
  }

  #cutOffLater(): void {
    const timer = setTimeout(() => {
      this.#raw?.destroy();
      this.#conn.close(true);
    }, wsBounds.closeTimeout);
    this.#conn.once("close", () => clearTimeout(timer));
  }
}

/** The close code that the end of a Socket.IO client is the same as. */
function codeOf(reason: string, details: unknown): number {
  switch (reason) {
    case "transport close":
    case "client namespace disconnect":
      return 1005;
    case "transport error":
      return /max payload/i.test(String(details)) ? closeCodes.tooBig : 1006;
    case "parse error":
    case "forced server close":
      return closeCodes.policy;
    default:
      return 1006;
  }
}

/** What carries the packets of a client of Engine.IO now. */
export function transportOf({
  transport,
}: {
  readonly transport: Transport;
}): "sio-ws" | "sio-poll" {
  return transport.name === "websocket" ? "sio-ws" : "sio-poll";
}
