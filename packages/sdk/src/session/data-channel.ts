import { encodeChannel } from "@flotilla/protocol";

/** A pipe of bytes between a control and its counterpart in the client, beside the messages. */
export class DataChannel {
  readonly id: number;
  readonly #send: (packet: Uint8Array) => void;
  readonly #run: (run: () => unknown) => void;
  #listener: ((bytes: Uint8Array) => void) | null = null;
  #isClosed = false;

  /** `run` runs listeners: they are the app's. */
  constructor(id: number, send: (packet: Uint8Array) => void, run: (run: () => unknown) => void) {
    this.id = id;
    this.#send = send;
    this.#run = run;
  }

  /** Sets who receives the client's bytes; null for nobody. */
  onBytes(listener: ((bytes: Uint8Array) => void) | null): void {
    this.#listener = listener;
  }

  /** Sends bytes to the client; they are lost if it is away. */
  send(bytes: Uint8Array): void {
    if (!this.#isClosed) this.#send(encodeChannel(this.id, bytes));
  }

  /** Ends the channel on this side; nothing is sent. */
  close(): void {
    this.#isClosed = true;
    this.#listener = null;
  }

  deliver(bytes: Uint8Array): void {
    const listener = this.#listener;
    if (listener !== null) this.#run(() => listener(bytes));
  }
}

/** The channels of a session's connection; they end with it. */
export class DataChannels {
  readonly #channels = new Map<number, DataChannel>();
  readonly #send: (packet: Uint8Array) => void;
  readonly #run: (run: () => unknown) => void;

  constructor(send: (packet: Uint8Array) => void, run: (run: () => unknown) => void) {
    this.#send = send;
    this.#run = run;
  }

  /** The channel that the client has announced under this id, always the same object. */
  get(id: number): DataChannel {
    const known = this.#channels.get(id);
    if (known !== undefined) return known;
    const channel = new DataChannel(id, this.#send, this.#run);
    this.#channels.set(id, channel);
    return channel;
  }

  /** Bytes for a channel that nobody asked for are dropped. */
  deliver(id: number, bytes: Uint8Array): void {
    this.#channels.get(id)?.deliver(bytes);
  }

  close(): void {
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
  }
}
