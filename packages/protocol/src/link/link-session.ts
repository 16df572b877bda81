import { creditWindowBytes } from "./limits.ts";

interface Queued {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** One end's state of one session number. */
export class LinkSession {
  readonly number: number;
  /** Bytes of packets that may still be sent; below zero while a large one is on its way. */
  credit = creditWindowBytes;
  /** Bytes of the first waiting packet that have left as fragments. */
  sentBytes = 0;
  hasLane = false;
  /** The peer has opened or attached it. */
  hasBegun = false;
  /** This end has asked for the end of the session; nothing more may be sent. */
  isEnding = false;
  /** This end's last frame has left. */
  hasEnded = false;
  peerHasEnded = false;
  /** Bytes of packets that came and have not been credited to the peer. */
  uncreditedBytes = 0;
  /** The part of them that this end is done with. */
  owedBytes = 0;
  readonly #queue: Queued[] = [];
  #queuedBytes = 0;

  constructor(number: number) {
    this.number = number;
  }

  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  get first(): Queued | undefined {
    return this.#queue[0];
  }

  enqueue(type: number, bytes: Uint8Array): void {
    this.#queue.push({ type, bytes });
    this.#queuedBytes += bytes.length;
  }

  /** Takes the first waiting frame off, which has been sent. */
  dequeue(): void {
    const first = this.#queue.shift();
    this.#queuedBytes -= first?.bytes.length ?? 0;
    this.sentBytes = 0;
  }

  clearQueue(): void {
    this.#queue.length = 0;
    this.#queuedBytes = 0;
    this.sentBytes = 0;
  }
}
