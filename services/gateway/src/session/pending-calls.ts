import { inboundLimits } from "@flotilla/protocol";
import type { ClientSocket } from "../transport/client-socket.ts";

/** Calls of the app that its client has not answered: while there are any, an answer may be large. */
export class PendingCalls {
  readonly #socket: Pick<ClientSocket, "maxMessageBytes">;
  #count = 0;

  constructor(socket: Pick<ClientSocket, "maxMessageBytes">) {
    this.#socket = socket;
    this.#set(0);
  }

  asked(): void {
    this.#set(this.#count + 1);
  }

  /** Whether an answer may be passed on. */
  answered(packet: Uint8Array): boolean {
    const isTooBig = this.#count === 0 && packet.length > inboundLimits.maxMessageBytes;
    this.#set(Math.max(0, this.#count - 1));
    return !isTooBig;
  }

  /** Who asked is gone. */
  forget(): void {
    this.#set(0);
  }

  #set(count: number): void {
    this.#count = count;
    const { maxAnswerBytes, maxMessageBytes } = inboundLimits;
    this.#socket.maxMessageBytes = count > 0 ? maxAnswerBytes : maxMessageBytes;
  }
}
