import type { Traffic } from "../traffic.ts";

/** Bytes of the app that its client has not taken yet: until then the app gets no credit for them. */
export class OwedCredit {
  readonly #traffic: Traffic;
  #bytes = 0;
  #since = 0;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  add(bytes: number): void {
    if (this.#bytes === 0) this.#since = performance.now();
    this.#bytes += bytes;
  }

  /** All of them, when the client has taken them. */
  take(): number {
    const bytes = this.#bytes;
    if (bytes > 0) this.#traffic.heldBackMs += performance.now() - this.#since;
    this.#bytes = 0;
    return bytes;
  }
}
