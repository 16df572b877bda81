/**
 * Whether the other end of a link still lives, asked in beats that its owner gives. Only beats count, not time: an end
 * that was busy itself has missed beats, not heard silence.
 */
export class LinkPulse {
  readonly #ping: (bytes: Uint8Array) => void;
  #isHeard = true;
  #silentBeats = 0;
  #count = 0;

  /** `ping` is the link's; any byte of the peer's counts as its answer. */
  constructor(ping: (bytes: Uint8Array) => void) {
    this.#ping = ping;
  }

  /** Beats since the peer was heard. */
  get silentBeats(): number {
    return this.#silentBeats;
  }

  /** Something came from the peer. */
  heard(): void {
    this.#isHeard = true;
  }

  /** One beat: asks the peer for a sign of life; returns for how many beats there was none. */
  beat(): number {
    this.#silentBeats = this.#isHeard ? 0 : this.#silentBeats + 1;
    this.#isHeard = false;
    this.#count = (this.#count + 1) >>> 0;
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setUint32(0, this.#count, true);
    this.#ping(bytes);
    return this.#silentBeats;
  }
}
