import { creditWindowBytes, packetOverheadBytes } from "./limits.ts";

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
  /** Packets that the handler has not consumed: their bytes and what they count beyond them. */
  #heldBytes = 0;
  #heldOverhead = 0;
  #queue: Queued[] = [];
  #queueStart = 0;
  #queuedBytes = 0;

  constructor(number: number) {
    this.number = number;
  }

  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  get first(): Queued | undefined {
    return this.#queue[this.#queueStart];
  }

  get queuedPackets(): number {
    return this.#queue.length - this.#queueStart;
  }

  enqueue(type: number, bytes: Uint8Array): void {
    this.#queue.push({ type, bytes });
    this.#queuedBytes += bytes.length;
  }

  /** Takes the first waiting frame off, which has been sent. */
  dequeue(): void {
    this.#queuedBytes -= this.first?.bytes.length ?? 0;
    this.sentBytes = 0;
    this.#queueStart++;
    // Cutting off the start each time would move a long queue again and again.
    if (this.#queueStart * 2 < this.#queue.length) return;
    this.#queue = this.#queue.slice(this.#queueStart);
    this.#queueStart = 0;
  }

  clearQueue(): void {
    this.#queue = [];
    this.#queueStart = 0;
    this.#queuedBytes = 0;
    this.sentBytes = 0;
  }

  /** A packet has come. */
  hold(bytes: number): void {
    this.uncreditedBytes += bytes + packetOverheadBytes;
    this.#heldBytes += bytes;
    this.#heldOverhead += packetOverheadBytes;
  }

  /** So many bytes of packets are done with; returns what they count, their share of the overhead included. */
  release(bytes: number): number {
    const released = Math.min(bytes, this.#heldBytes);
    const isAll = released === this.#heldBytes;
    const overhead = isAll
      ? this.#heldOverhead
      : Math.floor((this.#heldOverhead * released) / this.#heldBytes);
    this.#heldBytes -= released;
    this.#heldOverhead -= overhead;
    return released + overhead;
  }

  /** Takes what is owed to the peer, who is told of it now. */
  takeOwed(): number {
    const bytes = this.owedBytes;
    this.uncreditedBytes -= bytes;
    this.owedBytes = 0;
    return bytes;
  }
}
