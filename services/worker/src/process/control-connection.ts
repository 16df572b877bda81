import type { Socket } from "node:net";
import {
  type AppMessage,
  type ControlReader,
  encodeControl,
  readAppMessages,
  type WorkerMessage,
} from "@flotilla/protocol";

/** What is taken from an app process in a turn; more waits in its pipe, at the app's cost. */
const turnMs = 100;
const bytesPerTurn = 256 * 1024;
const messagesPerTurn = 500;
/** Checkpoints are large and only copied: a byte of them costs this part of one that is decoded or passed on. */
const checkpointShare = 1 / 16;
/** How long the rest is waited for that an ended process has left in its channel. */
const restMs = 2_000;
/** An app that leaves so much unread is not told anything more. */
const maxUnreadBytes = 8 * 2 ** 20;

/** The worker's end of an app process's control channel: nothing the app sends can grow our memory or stop our loop. */
export class ControlConnection {
  readonly #socket: Socket;
  readonly #reader: ControlReader;
  readonly #onViolation: (error: unknown) => void;
  #bytes = 0;
  #messages = 0;
  #timer: NodeJS.Timeout | undefined;
  #isHeld = false;
  #isFinishing = false;

  constructor(
    socket: Socket,
    onMessage: (message: AppMessage) => void,
    onViolation: (error: unknown) => void,
  ) {
    this.#socket = socket;
    this.#reader = readAppMessages((message, bytes) => {
      this.#messages += 1;
      if (message.type !== "checkpoint") this.#bytes += bytes * (1 - checkpointShare);
      onMessage(message);
    });
    this.#onViolation = onViolation;
  }

  start(): void {
    this.#socket.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#socket.destroy();
  }

  /** Reading stands still because what came cannot be put away. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Stops reading, or goes on. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (isHeld) this.#socket.pause();
    else if (!this.#isOver) this.#socket.resume();
  }

  /** The process has ended: reads what it left, which its pipe bounds, and stops. */
  async finish(): Promise<void> {
    this.#isFinishing = true;
    if (!this.#socket.readableEnded && !this.#socket.destroyed) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, restMs);
      this.#socket.once("end", resolve).once("close", resolve).resume();
      await promise;
      clearTimeout(timer);
    }
    this.stop();
  }

  /** False if the app does not read what it is told. */
  send(message: WorkerMessage): boolean {
    if (this.#socket.destroyed || this.#socket.writableLength > maxUnreadBytes) return false;
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork(); // what is told in one turn goes out together
      setImmediate(() => this.#socket.uncork());
    }
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
    this.#bytes += chunk.length * checkpointShare;
    if (this.#isFinishing) return;
    if (this.#isOver) this.#socket.pause();
    this.#timer ??= setTimeout(() => this.#turn(), turnMs);
  }

  get #isOver(): boolean {
    return this.#bytes > bytesPerTurn || this.#messages > messagesPerTurn;
  }

  /** What was taken beyond a turn's share is paid for by the next turns. */
  #turn(): void {
    this.#bytes = Math.max(0, this.#bytes - bytesPerTurn);
    this.#messages = Math.max(0, this.#messages - messagesPerTurn);
    const isIdle = this.#bytes === 0 && this.#messages === 0;
    this.#timer = isIdle ? undefined : setTimeout(() => this.#turn(), turnMs);
    if (!this.#isOver && !this.#isHeld && this.#socket.isPaused()) this.#socket.resume();
  }
}
