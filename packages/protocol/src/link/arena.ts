import { headBytes, maxFrameBytes } from "./limits.ts";
import type { LinkTally } from "./link-tally.ts";

const inlineBytes = 64;

/**
 * Takes bytes; true if nothing of the chunk is needed any more when it returns, so that its memory may be used again.
 * After false the owner must tell when all has been taken.
 */
export type Write = (chunk: Uint8Array) => boolean;

/** Collects frames, so that many leave in one write. */
export class Arena {
  readonly #write: Write;
  readonly #tally: LinkTally | undefined;
  #bytes = new Uint8Array(maxFrameBytes);
  #start = 0;
  #end = 0;
  #unsentBytes = 0;
  #stalledAt = 0;

  constructor(write: Write, tally?: LinkTally) {
    this.#write = write;
    this.#tally = tally;
  }

  /** Bytes that have been written and not taken. */
  get unsentBytes(): number {
    return this.#unsentBytes;
  }

  /** Appends a frame with a part of some bytes as its payload. */
  append(session: number, type: number, source: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (this.#end + headBytes + length > maxFrameBytes) this.#makeRoom(headBytes + length);
    const bytes = this.#bytes;
    let at = this.#end;
    const counted = length + 5;
    bytes[at] = counted;
    bytes[at + 1] = counted >>> 8;
    bytes[at + 2] = counted >>> 16;
    bytes[at + 3] = counted >>> 24;
    bytes[at + 4] = session;
    bytes[at + 5] = session >>> 8;
    bytes[at + 6] = session >>> 16;
    bytes[at + 7] = session >>> 24;
    bytes[at + 8] = type;
    at += headBytes;
    if (length < inlineBytes) for (let i = start; i < end; i++) bytes[at++] = source[i] as number;
    else bytes.set(source.subarray(start, end), at);
    this.#end += headBytes + length;
    this.#tally?.out(type, headBytes + length);
  }

  /** Writes what has been collected. */
  flush(): void {
    if (this.#end === this.#start) return;
    const chunk = this.#bytes.subarray(this.#start, this.#end);
    const isTaken = this.#write(chunk);
    if (!isTaken) {
      if (this.#unsentBytes === 0) this.#stalledAt = performance.now();
      this.#unsentBytes += chunk.length;
    }
    // Behind bytes that are still needed the rest of the memory is free.
    if (this.#unsentBytes === 0) this.#start = this.#end = 0;
    else this.#start = this.#end;
  }

  /** All that was written has been taken. */
  drained(): void {
    if (this.#unsentBytes > 0 && this.#tally !== undefined) {
      this.#tally.stalledMs += performance.now() - this.#stalledAt;
    }
    this.#unsentBytes = 0;
    if (this.#start === this.#end) this.#start = this.#end = 0;
  }

  #makeRoom(needed: number): void {
    this.flush();
    if (this.#end + needed <= maxFrameBytes) return;
    this.#bytes = new Uint8Array(maxFrameBytes);
    this.#start = this.#end = 0;
  }
}
