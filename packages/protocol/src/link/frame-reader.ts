import type { FragmentMemory } from "./fragment-memory.ts";
import { headBytes, maxFrameBytes, maxPayloadBytes } from "./limits.ts";
import { LinkType } from "./messages.ts";

/** Takes one frame; false ends the reading. The payload is a view that lives as long as the chunk it came in. */
export type OnFrame = (session: number, type: number, payload: Uint8Array) => boolean;

/** Cuts a byte stream into frames, in place where they are whole; only a frame cut by a chunk's end is copied, once. */
export class FrameReader {
  readonly #onFrame: OnFrame;
  readonly #onMalformed: (what: string) => void;
  readonly #memory: FragmentMemory | undefined;
  readonly #head = new Uint8Array(headBytes);
  #headFill = 0;
  #body: Uint8Array | undefined;
  #bodyFill = 0;
  #hasEnded = false;

  constructor(onFrame: OnFrame, onMalformed: (what: string) => void, memory?: FragmentMemory) {
    this.#onFrame = onFrame;
    this.#onMalformed = onMalformed;
    this.#memory = memory;
  }

  /** Takes the next bytes, in pieces of any size. */
  receive(chunk: Uint8Array): void {
    let at = this.#headFill > 0 ? this.#resume(chunk, 0) : 0;
    while (!this.#hasEnded && chunk.length - at >= headBytes) {
      const payloadBytes = this.#payloadBytes(chunk, at);
      const end = at + headBytes + payloadBytes;
      if (payloadBytes < 0 || end > chunk.length) break;
      const payload = chunk.subarray(at + headBytes, end);
      this.#deliver(chunk, at, payload);
      at = end;
    }
    if (!this.#hasEnded && at < chunk.length) this.#resume(chunk, at);
  }

  /** Copies into the frame that was cut; returns where the next frame begins. */
  #resume(chunk: Uint8Array, from: number): number {
    let at = from;
    if (this.#body === undefined) {
      while (this.#headFill < headBytes && at < chunk.length)
        this.#head[this.#headFill++] = chunk[at++] as number;
      if (this.#headFill < headBytes) return at;
      const payloadBytes = this.#payloadBytes(this.#head, 0);
      if (payloadBytes < 0) return at;
      this.#body = this.#memoryFor(payloadBytes);
      this.#bodyFill = 0;
    }
    const body = this.#body;
    const taken = Math.min(body.length - this.#bodyFill, chunk.length - at);
    body.set(chunk.subarray(at, at + taken), this.#bodyFill);
    this.#bodyFill += taken;
    if (this.#bodyFill === body.length) {
      this.#body = undefined;
      this.#headFill = 0;
      this.#deliver(this.#head, 0, body);
    }
    return at + taken;
  }

  /** Of fragments, which are kept as they are. */
  #memoryFor(payloadBytes: number): Uint8Array {
    const isFragment = this.#head[8] === LinkType.fragment && payloadBytes === maxPayloadBytes;
    return (isFragment && this.#memory?.take()) || new Uint8Array(payloadBytes);
  }

  #payloadBytes(bytes: Uint8Array, at: number): number {
    const length = u32(bytes, at);
    if (length >= headBytes - 4 && length <= maxFrameBytes - 4) return length - (headBytes - 4);
    this.#hasEnded = true;
    this.#onMalformed(`a frame of length ${length}`);
    return -1;
  }

  #deliver(head: Uint8Array, at: number, payload: Uint8Array): void {
    if (!this.#onFrame(u32(head, at + 4), head[at + 8] as number, payload)) this.#hasEnded = true;
  }
}

/** An unsigned 32-bit number, lowest byte first. */
export function u32(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}
