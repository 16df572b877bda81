import { type CheckpointParts, maxCheckpointBytes } from "@flotilla/protocol";

/** The changes of one checkpoint. */
export interface PartChanges {
  readonly parts: Record<string, Uint8Array | null>;
  /** The parts are all there are. */
  readonly whole: boolean;
}

/** What keeps the changes from being taken: all parts together are too big; the biggest ones by name. */
export interface TooBig {
  readonly bytes: number;
  readonly biggest: readonly (readonly [name: string, bytes: number])[];
}

const biggestCount = 3;
const nothing: ReadonlyMap<string, null> = new Map();

/**
 * The parts of a session's state as they were handed over last, to find what has changed since. Bytes are held as text of one
 * byte a character: it takes less memory than an array of its own, and compares fast.
 */
export class KeptParts {
  readonly #sent = new Map<string, string>();
  #sentBytes = 0;
  #changes: Map<string, string | null> | null = null;
  #isWhole: boolean;

  /** Starts from parts that are kept already; without them nothing is. */
  constructor(kept?: CheckpointParts) {
    this.#isWhole = kept === undefined;
    for (const [name, bytes] of Object.entries(kept ?? {})) this.#setSent(name, textOf(bytes));
  }

  /** Whether a part is or will be there. */
  has(name: string): boolean {
    return this.#last(name) !== undefined;
  }

  /** How many bytes a part has. */
  sizeOf(name: string): number {
    return this.#last(name)?.length ?? 0;
  }

  put(name: string, bytes: Uint8Array): void {
    const text = textOf(bytes);
    if (this.#sent.get(name) === text) this.#changes?.delete(name);
    else this.#change(name, text);
  }

  drop(name: string): void {
    if (this.#sent.has(name)) this.#change(name, null);
    else this.#changes?.delete(name);
  }

  /** What was handed over is not kept: all of it is to be handed over again. */
  forgetKept(): void {
    this.#isWhole = true;
  }

  /** Takes what has changed; undefined if nothing has. Changes that make the whole too big stay for the next time. */
  take(): PartChanges | TooBig | undefined {
    const changes = this.#changes ?? nothing;
    if (changes.size === 0 && !this.#isWhole) return undefined;
    const bytes = this.#bytes();
    if (bytes > maxCheckpointBytes) return { bytes, biggest: this.#biggest() };
    for (const [name, text] of changes) this.#setSent(name, text);
    const taken = this.#isWhole ? this.#sent : changes;
    const whole = this.#isWhole;
    this.#changes = null;
    this.#isWhole = false;
    const parts: Record<string, Uint8Array | null> = Object.create(null);
    for (const [name, text] of taken) parts[name] = text === null ? null : bytesOf(text);
    return { parts, whole };
  }

  #change(name: string, text: string | null): void {
    this.#changes ??= new Map();
    this.#changes.set(name, text);
  }

  #setSent(name: string, text: string | null): void {
    this.#sentBytes += size(name, text) - size(name, this.#sent.get(name));
    if (text === null) this.#sent.delete(name);
    else this.#sent.set(name, text);
  }

  #last(name: string): string | undefined {
    const change = this.#changes?.get(name);
    return change === undefined ? this.#sent.get(name) : (change ?? undefined);
  }

  #bytes(): number {
    let bytes = this.#sentBytes;
    for (const [name, text] of this.#changes ?? nothing)
      bytes += size(name, text) - size(name, this.#sent.get(name));
    return bytes;
  }

  #biggest(): [string, number][] {
    const names = new Set([...this.#sent.keys(), ...(this.#changes ?? nothing).keys()]);
    return [...names]
      .map((name): [string, number] => [name, size(name, this.#last(name))])
      .sort(([, a], [, b]) => b - a)
      .slice(0, biggestCount);
  }
}

function size(name: string, text: string | null | undefined): number {
  return text === null || text === undefined ? 0 : name.length + text.length;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}

function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
