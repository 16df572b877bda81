import type { Socket } from "node:net";
import { maxFrameBytes } from "@flotilla/protocol";
import type { BulkTurns, BulkWriter } from "./bulk-turns.ts";
import { fragmentHead } from "./ws-frame.ts";

/** At least so much is written in one turn, which is two full pieces; the next part follows when the socket has taken it. */
const partBytes = maxFrameBytes;

interface Fragment {
  readonly head: Uint8Array;
  readonly bytes: Uint8Array;
  /** Called when the socket has taken it. */
  readonly done: (() => void) | undefined;
}

/** What a queue of bulk works with. */
export interface BulkQueueParts {
  readonly raw: Socket;
  readonly turns: BulkTurns;
  /** Nothing may be written after a close frame. */
  readonly isOpen: () => boolean;
  /** The socket has taken what was written last. */
  readonly onTaken: () => void;
}

/**
 * Messages for one client that came in pieces, and whatever is sent behind them: written as WebSocket fragments in parts,
 * as one write of several megabytes would hold up everybody else. Between fragments `ws` may write its own frames.
 */
export class BulkQueue implements BulkWriter {
  readonly #parts: BulkQueueParts;
  #fragments: Fragment[] = [];
  #waitingBytes = 0;
  /** The socket has not taken what was written. */
  #isHeld = false;

  constructor(parts: BulkQueueParts) {
    this.#parts = parts;
  }

  /** Bytes that have not been written. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  get isWaiting(): boolean {
    return this.#waitingBytes > 0;
  }

  /** Queues one message; its pieces must not change before it is done. */
  add(pieces: readonly Uint8Array[], done?: () => void): void {
    for (const [at, bytes] of pieces.entries()) {
      const isLast = at === pieces.length - 1;
      const head = fragmentHead(bytes.length, at === 0, isLast);
      this.#fragments.push({ head, bytes, done: isLast ? done : undefined });
      this.#waitingBytes += head.length + bytes.length;
    }
    if (!this.#isHeld) this.#parts.turns.add(this);
  }

  writePart(): void {
    this.#write(partBytes);
  }

  /** Writes all that waits. */
  flush(): void {
    this.#write(this.#waitingBytes);
  }

  #write(bytes: number): void {
    const { raw, isOpen } = this.#parts;
    if (!isOpen()) this.#drop();
    const left = Math.max(0, this.#waitingBytes - bytes);
    raw.cork();
    while (this.#waitingBytes > left) this.#writeNext(left);
    raw.uncork();
  }

  #writeNext(left: number): void {
    const fragment = this.#fragments.shift();
    if (fragment === undefined) return;
    const { head, bytes, done } = fragment;
    const { raw } = this.#parts;
    this.#waitingBytes -= head.length + bytes.length;
    const isLast = this.#waitingBytes <= left;
    if (isLast) this.#isHeld = true;
    raw.write(head);
    raw.write(bytes, (error) => {
      if (!error) done?.();
      if (isLast) this.#onTaken();
    });
  }

  #onTaken(): void {
    this.#isHeld = false;
    if (this.isWaiting) this.#parts.turns.add(this);
    else this.#parts.onTaken();
  }

  #drop(): void {
    this.#fragments = [];
    this.#waitingBytes = 0;
  }
}
