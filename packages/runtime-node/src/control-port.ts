import { Socket } from "node:net";
import {
  type AppMessage,
  encodeControl,
  readWorkerMessages,
  type WorkerMessage,
} from "@flotilla/protocol";

/** Descriptor of the socket pair between this process and its worker. */
const controlFd = 3;

/** This process's end of the control channel. */
export class ControlPort {
  readonly #socket: Socket;

  /**
   * `onLost` is called when the worker is gone: nothing may outlive it. `onError` gets what `onMessage` throws: the reader has
   * further messages, and a process that does not answer its worker is ended.
   */
  constructor(
    onMessage: (message: WorkerMessage) => void,
    onError: (error: unknown) => void,
    onLost: () => void,
  ) {
    this.#socket = new Socket({ fd: controlFd });
    const reader = readWorkerMessages((message) => {
      try {
        onMessage(message);
      } catch (error) {
        onError(error);
      }
    });
    this.#socket.on("data", (chunk: Buffer) => reader.receive(chunk));
    this.#socket.on("error", onLost);
    this.#socket.on("close", onLost);
  }

  send(message: AppMessage): void {
    this.#socket.write(encodeControl(message));
  }

  /** Sends what `send` is called with in one go. */
  together(run: () => void): void {
    this.#socket.cork();
    try {
      run();
    } finally {
      this.#socket.uncork();
    }
  }

  /** Whether all that was sent has left this process. */
  get isFlushed(): boolean {
    return this.#socket.writableLength === 0;
  }

  /** Resolves when all that was sent has left this process. */
  flushed(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.write(new Uint8Array(0), () => resolve());
    });
  }
}
