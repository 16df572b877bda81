import { decodeExtension, type ExtensionReply } from "@flotilla/protocol";

/** The host's side of numbered inputs: what it has applied, and whether anything came twice. */
export class CountingHost {
  /** Numbers in the order in which they came, those that came again too. */
  readonly received: number[] = [];
  /** Inputs that were made for an older page. */
  readonly stale: number[] = [];
  /** Whether inputs get lost on their way. */
  isDeaf = false;
  /** Replies on the present socket. */
  #generation = 0;
  #isRestored = false;
  #low = 0;
  #next = 1;
  readonly #also = new Set<number>();

  /** What is applied: all numbers up to the first, and the others. */
  get applied(): { readonly low: number; readonly others: readonly number[] } {
    return { low: this.#low, others: [...this.#also] };
  }

  /** Another socket. */
  connected(): void {
    this.#generation = 0;
  }

  reply(): ExtensionReply {
    this.#generation += 1;
    return {
      ack: 1,
      applied: this.#low,
      also: [...this.#also],
      next: this.#next,
      restored: this.#isRestored,
    };
  }

  /** The message inside of an input that is to be applied; undefined if there is none. */
  take(packet: Uint8Array): Uint8Array | undefined {
    const extension = decodeExtension(packet);
    if (extension?.kind !== "input" || this.isDeaf) return undefined;
    const { number, generation } = extension;
    if (generation !== this.#generation % 256) {
      this.stale.push(number);
      return undefined;
    }
    this.received.push(number);
    this.#isRestored = false; // the client shows the new tree
    if (number <= this.#low || this.#also.has(number)) return undefined;
    this.#next = Math.max(this.#next, number + 1);
    this.#also.add(number);
    while (this.#also.delete(this.#low + 1)) this.#low += 1;
    return extension.packet;
  }

  /** The app was started again from what it had kept when this was applied. */
  restart(low: number): void {
    this.#isRestored = true;
    this.#low = low;
    this.#also.clear();
  }
}
