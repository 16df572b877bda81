import { ExtensionKind } from "@flotilla/protocol";

/** What a connection knows of its client's numbered inputs, without keeping any: the client does. */
export class InputLedger {
  #generation = 0;
  #last = 0;
  #low = 0;

  /** Inputs have been passed on that the app has not acknowledged. */
  get isOpen(): boolean {
    return this.#last > this.#low;
  }

  /** A reply to the registration goes to the client: what it sent before it saw this one was made for another page. */
  replied(): void {
    this.#generation = (this.#generation + 1) & 255;
  }

  /** Whether an input may be passed on; if not, the client sends it again. */
  takes(number: number, generation: number): boolean {
    if (generation !== this.#generation) return false;
    if (number > this.#last) this.#last = number;
    return true;
  }

  /** The app is gone that had them: those that it has not acknowledged come again. */
  forget(): void {
    this.#last = this.#low;
  }

  /** An extension packet goes to the client. */
  saw(packet: Uint8Array): void {
    if (packet[1] !== ExtensionKind.ack || packet.length < 6) return;
    const view = new DataView(packet.buffer, packet.byteOffset, packet.length);
    this.#low = Math.max(this.#low, view.getUint32(2, true));
  }
}
