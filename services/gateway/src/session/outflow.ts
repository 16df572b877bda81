import type { Traffic } from "../traffic.ts";
import type { ClientSocket } from "../transport/client-socket.ts";

/** What may wait for a client before its app is asked to wait too. */
const creditBufferBytes = 128 * 1024;

/** What an app sends its client: counted, and held back as long as the client takes less. */
export class Outflow {
  readonly #socket: Pick<ClientSocket, "bufferedBytes">;
  readonly #maxBytes: number;
  readonly #traffic: Traffic;
  /** Bytes that the client has not taken yet: until then the app gets no credit for them. */
  #owedBytes = 0;
  #owedSince = 0;

  constructor(socket: Pick<ClientSocket, "bufferedBytes">, maxBytes: number, traffic: Traffic) {
    this.#socket = socket;
    this.#maxBytes = maxBytes;
    this.#traffic = traffic;
  }

  /** A packet has been sent; says whether the client takes what comes, or the app is to wait, or too much waits already. */
  sent(bytes: number): "taken" | "waits" | "over" {
    this.#traffic.out(bytes);
    const { bufferedBytes } = this.#socket;
    if (bufferedBytes <= creditBufferBytes) return "taken";
    if (this.#owedBytes === 0) this.#owedSince = performance.now();
    this.#owedBytes += bytes;
    return bufferedBytes > this.#maxBytes ? "over" : "waits";
  }

  /** What is owed to the app, when the client has taken all or the app is gone. */
  takeOwed(): number {
    const bytes = this.#owedBytes;
    if (bytes > 0) this.#traffic.heldBackMs += performance.now() - this.#owedSince;
    this.#owedBytes = 0;
    return bytes;
  }
}
