import type { Socket } from "node:net";
import {
  type AppMessage,
  type ControlReader,
  encodeControl,
  readAppMessages,
  type WorkerMessage,
} from "@flotilla/protocol";

/** Bytes a second taken from an app process; more waits in its pipe. */
const bytesPerSecond = 8 * 2 ** 20;
const turnMs = 100;
/** An app that leaves so much unread is not told anything more. */
const maxUnreadBytes = 8 * 2 ** 20;

/** The worker's end of an app process's control channel: nothing the app sends can grow our memory or stop our loop. */
export class ControlConnection {
  readonly #socket: Socket;
  readonly #reader: ControlReader;
  readonly #onViolation: (error: unknown) => void;
  #read = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    socket: Socket,
    onMessage: (message: AppMessage) => void,
    onViolation: (error: unknown) => void,
  ) {
    this.#socket = socket;
    this.#reader = readAppMessages(onMessage);
    this.#onViolation = onViolation;
  }

  start(): void {
    this.#socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    this.#timer = setInterval(() => {
      this.#read = 0;
      if (this.#socket.isPaused()) this.#socket.resume();
    }, turnMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#socket.destroy();
  }

  /** False if the app does not read what it is told. */
  send(message: WorkerMessage): boolean {
    if (this.#socket.destroyed || this.#socket.writableLength > maxUnreadBytes) return false;
    this.#socket.write(encodeControl(message));
    return true;
  }

  #receive(chunk: Buffer): void {
    try {
      this.#reader.receive(chunk);
    } catch (error) {
      this.stop(); // the reader has lost its place in the stream
      this.#onViolation(error);
      return;
    }
    this.#read += chunk.length;
    if (this.#read > (bytesPerSecond * turnMs) / 1_000) this.#socket.pause();
  }
}
