import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** A masked binary frame, made once and sent often. */
export function clientFrame(payload: Uint8Array, opcode = 2): Buffer {
  const mask = randomBytes(4);
  const isShort = payload.length < 126;
  const head = isShort ? 2 : 4;
  const frame = Buffer.alloc(head + 4 + payload.length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (isShort ? payload.length : 126);
  if (!isShort) frame.writeUInt16BE(payload.length, 2);
  mask.copy(frame, head);
  for (let i = 0; i < payload.length; i++) {
    frame[head + 4 + i] = (payload[i] ?? 0) ^ (mask[i & 3] ?? 0);
  }
  return frame;
}

/** What asks for a WebSocket. */
export function upgradeRequest({ pathname, search, host }: URL): string {
  const key = randomBytes(16).toString("base64");
  return `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`;
}

/** Who uses a raw client. */
export interface RawClientHandler {
  onOpen(client: RawClient): void;
  /** A message; the bytes are valid only during the call. */
  onMessage(client: RawClient, bytes: Buffer): void;
  onClose(client: RawClient): void;
  /** A text; only Socket.IO has them. */
  onText?(client: RawClient, text: string): void;
}

const readBuffer = Buffer.allocUnsafeSlow(256 * 1024);

/** A WebSocket client without comfort: it must cost less than what it measures. */
export class RawClient {
  /** Intended send times of the events that were not answered yet, oldest first. */
  readonly pending: number[] = [];
  isReady = false;
  readonly #socket: Socket;
  readonly #handler: RawClientHandler;
  #isOpen = false;
  #rest: Buffer | undefined;

  constructor(url: URL, handler: RawClientHandler) {
    this.#handler = handler;
    this.#socket = connect({
      host: url.hostname,
      port: Number(url.port),
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length) => {
          this.#read(readBuffer.subarray(0, length));
          return true;
        },
      },
    });
    this.#socket.on("connect", () => {
      this.#socket.write(upgradeRequest(url));
    });
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => handler.onClose(this));
  }

  send(frame: Buffer): void {
    this.#socket.write(frame);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    let bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = undefined;
    if (!this.#isOpen) {
      const end = bytes.indexOf("\r\n\r\n");
      if (end === -1) {
        this.#rest = Buffer.from(bytes);
        return;
      }
      if (!bytes.toString("latin1", 0, 12).startsWith("HTTP/1.1 101")) this.#socket.destroy();
      this.#isOpen = true;
      bytes = bytes.subarray(end + 4);
      this.#handler.onOpen(this);
    }
    this.#frames(bytes);
  }

  #frames(bytes: Buffer): void {
    let at = 0;
    while (bytes.length - at >= 2) {
      let length = (bytes[at + 1] ?? 0) & 127;
      let head = 2;
      if (length === 126) {
        if (bytes.length - at < 4) break;
        length = bytes.readUInt16BE(at + 2);
        head = 4;
      }
      const end = at + head + length;
      if (bytes.length < end) break;
      const payload = bytes.subarray(at + head, end);
      const opcode = (bytes[at] ?? 0) & 15;
      if (opcode === 9) this.send(clientFrame(payload, 10));
      else if (opcode === 2) this.#handler.onMessage(this, payload);
      else if (opcode === 1) this.#handler.onText?.(this, payload.toString("latin1"));
      at = end;
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at));
  }
}
