import type { Socket } from "node:net";
import type { Writable } from "node:stream";
import { copyBytes, type Pieces } from "@flotilla/protocol";
import type { WebSocket } from "ws";
import { BulkQueue } from "./bulk-queue.ts";
import type { BulkTurns } from "./bulk-turns.ts";
import type { ClientSocket, ClientSocketHandler } from "./client-socket.ts";
import { frameOf } from "./ws-frame.ts";

/** Bounds on what a peer may make `ws` hold, besides the size of a message. */
export const wsBounds = {
  maxFragments: 4_096,
  maxBufferedChunks: 16_384,
  closeTimeout: 2_000,
} as const;

/** A client behind the `ws` package: it reads, answers and closes; what is sent is written past its sender. */
export class WsSocket implements ClientSocket {
  readonly #ws: WebSocket;
  readonly #raw: Socket;
  readonly #batch: WriteBatch;
  readonly #turns: BulkTurns;
  #handler: ClientSocketHandler | undefined;
  /** Made for the first packet that comes in pieces. */
  #bulk: BulkQueue | undefined;

  constructor(ws: WebSocket, raw: Socket, batch: WriteBatch, turns: BulkTurns) {
    this.#ws = ws;
    this.#raw = raw;
    this.#batch = batch;
    this.#turns = turns;
  }

  get transport(): "ws" {
    return "ws";
  }

  get bufferedBytes(): number {
    return this.#raw.writableLength + (this.#bulk?.waitingBytes ?? 0);
  }

  get progress(): number {
    return this.#raw.bytesWritten - this.#raw.writableLength - inFlight(this.#raw);
  }

  get maxMessageBytes(): number {
    return receiverOf(this.#ws)._maxPayload;
  }

  set maxMessageBytes(bytes: number) {
    limitMessages(this.#ws, bytes);
  }

  listen(handler: ClientSocketHandler): void {
    this.#handler = handler;
    this.#ws.on("message", (data, isBinary) => {
      if (!isBinary) handler.onText();
      else if (data instanceof Uint8Array) handler.onPacket(data);
    });
    this.#ws.on("ping", () => handler.onPing());
    this.#ws.on("pong", () => handler.onPong());
    this.#raw.on("drain", () => this.#onTaken());
    // Broken frames and resets: `ws` closes with the code that RFC 6455 wants, and "close" follows.
    this.#ws.on("error", () => {});
    this.#ws.on("close", (code) => handler.onClosed(code));
  }

  send(packet: Uint8Array, pieces?: Pieces): void {
    if (!this.#isOpen()) return;
    if (pieces !== undefined) this.#openBulk().add([packet, ...pieces.rest], pieces.release);
    else if (this.#bulk?.isWaiting) this.#bulk.add([copyBytes(packet)]);
    else this.#batch.write(this.#raw, frameOf(packet));
  }

  ping(): void {
    if (this.#isOpen()) this.#ws.ping();
  }

  finish(code: number, reason: string): void {
    if (!this.#isOpen()) return;
    this.#bulk?.flush(); // nothing may follow a close frame
    this.#ws.close(code, closeReason(reason));
  }

  close(code: number, reason: string): void {
    this.finish(code, reason);
    // What a peer sends while it is being closed is of no interest to anybody.
    this.#ws.removeAllListeners("message");
  }

  #isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  #openBulk(): BulkQueue {
    this.#bulk ??= new BulkQueue({
      raw: this.#raw,
      turns: this.#turns,
      isOpen: () => this.#isOpen(),
      onTaken: () => this.#onTaken(),
    });
    return this.#bulk;
  }

  #onTaken(): void {
    if (!this.#bulk?.isWaiting) this.#handler?.onDrained();
  }
}

/** Holds what is written to many sockets until the event loop's turn ends: one system call for each of them. */
export class WriteBatch {
  #corked: Writable[] = [];
  #isScheduled = false;
  readonly #flush = (): void => {
    this.#isScheduled = false;
    const sockets = this.#corked;
    this.#corked = [];
    for (const socket of sockets) socket.uncork();
  };

  /** Writes now, or at the end of this turn together with what else is written to that socket. */
  write(socket: Writable, bytes: Uint8Array): void {
    if (socket.writableCorked === 0) {
      socket.cork();
      this.#corked.push(socket);
      if (!this.#isScheduled) {
        this.#isScheduled = true;
        setImmediate(this.#flush);
      }
    }
    socket.write(bytes);
  }
}

/** A close frame carries at most 123 bytes of reason. */
function closeReason(reason: string): string {
  return Buffer.from(reason)
    .subarray(0, 120)
    .toString("utf8")
    .replace(/\ufffd+$/, "");
}

/** Sets the size of the largest message that a socket reads from now on. */
export function limitMessages(ws: WebSocket, bytes: number): void {
  receiverOf(ws)._maxPayload = bytes;
}

/**
 * The one place that knows a private field of `ws`: its limit is fixed per server, ours changes with the phase of a
 * connection (an answer to a pending call may be larger). A test watches that the field still works.
 */
function receiverOf(ws: WebSocket): { _maxPayload: number } {
  const { _receiver: receiver } = ws as unknown as { _receiver?: { _maxPayload?: unknown } };
  if (typeof receiver?._maxPayload !== "number") throw new Error("ws: its receiver has changed");
  return receiver as { _maxPayload: number };
}

/** A large write is one operation for Node's streams; only the handle knows how much of it has left. */
export function inFlight(raw: Socket): number {
  const { _handle: handle } = raw as unknown as { _handle?: { writeQueueSize?: unknown } | null };
  return typeof handle?.writeQueueSize === "number" ? handle.writeQueueSize : 0;
}
