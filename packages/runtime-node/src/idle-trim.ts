/** What the trim looks at, and what it does. */
export interface IdleTrimParts {
  /** Milliseconds that the event loop has worked so far. */
  readonly workedMs: () => number;
  readonly heapBytes: () => number;
  /** Collects all garbage and gives the pages back. */
  readonly collect: () => void;
}

const lookMs = 2_000;
/** Work between two looks that a process without visitors still has. */
const quietMs = 20;
/** Less work than this leaves nothing behind that is worth a collection. */
const worthMs = 100;
/** A larger heap would take too long, should somebody come just then. */
const maxHeapBytes = 64 * 2 ** 20;

/**
 * Loading an app, and every burst of visitors, leaves a heap whose pages are half empty, and V8 keeps them until memory
 * runs short. Many apps of a host are idle most of the time: once one has been quiet for a while, its heap is packed.
 */
export class IdleTrim {
  readonly #parts: IdleTrimParts;
  #timer: ReturnType<typeof setInterval> | undefined;
  #lookedAt = 0;
  #trimmedAt = 0;

  constructor(parts: IdleTrimParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), lookMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Packs the heap if nothing has happened since the last look, but something before. */
  look(): void {
    const { workedMs, heapBytes, collect } = this.#parts;
    const worked = workedMs();
    const isQuiet = worked - this.#lookedAt < quietMs;
    this.#lookedAt = worked;
    if (!isQuiet || worked - this.#trimmedAt < worthMs || heapBytes() > maxHeapBytes) return;
    collect();
    this.#lookedAt = workedMs();
    this.#trimmedAt = this.#lookedAt;
  }
}
