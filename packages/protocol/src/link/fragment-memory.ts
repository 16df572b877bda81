import { maxPayloadBytes } from "./limits.ts";

/** A payload that came in fragments and that nobody has put together; each piece is in memory of its own. */
export interface Pieces {
  readonly first: Uint8Array;
  readonly rest: readonly Uint8Array[];
  /** Of all together. */
  readonly bytes: number;
  /** Nothing of it is needed any more. Whoever does not say so leaves it to the garbage collector. */
  readonly release: () => void;
}

/**
 * Memory for fragments, used again: that of a large packet each 100 ms, freed by the garbage collector, would make it stop
 * everything for tens of milliseconds several times a second.
 */
export class FragmentMemory {
  readonly #maxBlocks: number;
  readonly #free: Uint8Array<ArrayBuffer>[] = [];

  /** Keeps up to so many bytes that nobody uses. */
  constructor(maxFreeBytes: number) {
    this.#maxBlocks = Math.floor(maxFreeBytes / maxPayloadBytes);
  }

  /** Memory for one full fragment; what it holds is of no meaning. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#free.pop() ?? new Uint8Array(maxPayloadBytes);
  }

  /** A payload that may be kept: what fills its memory was read for it alone, anything else is part of a chunk. */
  keep(payload: Uint8Array): Uint8Array {
    if (payload.length === payload.buffer.byteLength) return payload;
    const block = this.take();
    block.set(payload);
    return block.subarray(0, payload.length);
  }

  /** Takes back what nobody needs any more. */
  giveBack(pieces: readonly Uint8Array[]): void {
    for (const { buffer } of pieces) {
      if (this.#free.length === this.#maxBlocks) return;
      if (buffer instanceof ArrayBuffer && buffer.byteLength === maxPayloadBytes)
        this.#free.push(new Uint8Array(buffer));
    }
  }
}
