import { decodeChannel, encodeChannel } from "@flotilla/protocol";

/** A pipe of bytes between a mounted control and its counterpart in the app. */
export interface DataChannel {
  /** Sends bytes; they are lost while there is no connection. */
  send(bytes: Uint8Array): void;
  close(): void;
}

interface Open {
  readonly announce: (channelId: number) => void;
  readonly receive: (bytes: Uint8Array) => void;
}

/** The open channels of this client, each under an id that the app learns by an event. */
export class DataChannels {
  readonly #send: (packet: Uint8Array) => void;
  readonly #open = new Map<number, Open>();
  #lastId = 0;

  constructor(send: (packet: Uint8Array) => void) {
    this.#send = send;
  }

  /** Opens a channel; `announce` tells the app its id, again after each registration. */
  open(announce: Open["announce"], receive: Open["receive"]): DataChannel {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#open.set(id, { announce, receive });
    announce(id);
    return {
      send: (bytes) => this.#send(encodeChannel(id, bytes)),
      close: () => this.#open.delete(id),
    };
  }

  /** The app's ends are gone with the old connection. */
  announceAgain(): void {
    for (const [id, { announce }] of this.#open) announce(id);
  }

  /** Takes a packet of a channel; those of closed ones are dropped. */
  receive(packet: Uint8Array): void {
    const frame = decodeChannel(packet);
    if (frame) this.#open.get(frame.channelId)?.receive(frame.bytes);
  }
}
