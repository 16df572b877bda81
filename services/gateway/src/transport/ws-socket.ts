import type { Socket } from "node:net";
import type { Writable } from "node:stream";
import type { WebSocket } from "ws";
import type { ClientSocket, ClientSocketHandler } from "./client-socket.ts";

/** Bounds on what a peer may make `ws` hold, besides the size of a message. */
export const wsBounds = {
  maxFragments: 4_096,
  maxBufferedChunks: 16_384,
  closeTimeout: 2_000,
} as const;

const binaryFrame = 0x82; // final fragment, binary message

/** A client behind the `ws` package: it reads, answers and closes; whole binary frames are written past its sender. */
export class WsSocket implements ClientSocket {
  readonly #ws: WebSocket;
  readonly #raw: Socket;
  readonly #batch: WriteBatch;

  constructor(ws: WebSocket, raw: Socket, batch: WriteBatch) {
    this.#ws = ws;
    this.#raw = raw;
    this.#batch = batch;
  }

  get transport(): "ws" {
    return "ws";
  }

  get bufferedBytes(): number {
    return this.#raw.writableLength;
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
    this.#ws.on("message", (data, isBinary) => {
      if (!isBinary) handler.onText();
      else if (data instanceof Uint8Array) handler.onPacket(data);
    });
    this.#ws.on("ping", () => handler.onPing());
    this.#ws.on("pong", () => handler.onPong());
    this.#raw.on("drain", () => handler.onDrained());
    // Broken frames and resets: `ws` closes with the code that RFC 6455 wants, and "close" follows.
    this.#ws.on("error", () => {});
    this.#ws.on("close", (code) => handler.onClosed(code));
  }

  send(packet: Uint8Array): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    this.#batch.write(this.#raw, frameOf(packet));
  }

  ping(): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.ping();
  }

  finish(code: number, reason: string): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.close(code, closeReason(reason));
  }

  close(code: number, reason: string): void {
    this.finish(code, reason);
    // What a peer sends while it is being closed is of no interest to anybody.
    this.#ws.removeAllListeners("message");
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

/** Header and payload in one buffer: one write, and the copy that the link's reused buffer asks for. */
function frameOf(packet: Uint8Array): Buffer {
  const length = packet.length;
  if (length < 126) {
    const frame = Buffer.allocUnsafe(2 + length);
    frame[0] = binaryFrame;
    frame[1] = length;
    frame.set(packet, 2);
    return frame;
  }
  if (length < 65_536) {
    const frame = Buffer.allocUnsafe(4 + length);
    frame[0] = binaryFrame;
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
    frame.set(packet, 4);
    return frame;
  }
  const frame = Buffer.allocUnsafe(10 + length);
  frame[0] = binaryFrame;
  frame[1] = 127;
  frame.writeUInt32BE(0, 2);
  frame.writeUInt32BE(length, 6);
  frame.set(packet, 10);
  return frame;
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
