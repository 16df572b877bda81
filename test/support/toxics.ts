/** What goes wrong on one way of a connection; the names and meanings are Toxiproxy's, but for the last two. */
export type Toxic =
  /** Bytes arrive later, in order. */
  | { readonly type: "latency"; readonly latencyMs: number; readonly jitterMs?: number }
  | { readonly type: "bandwidth"; readonly bytesPerSecond: number }
  /** The end arrives later than the last bytes. */
  | { readonly type: "slow_close"; readonly delayMs: number }
  /** Nothing gets through, and the connection is closed after a while; never if that is 0, until the toxic is taken away. */
  | { readonly type: "timeout"; readonly timeoutMs: number }
  /** The connection is reset after a while. */
  | { readonly type: "reset_peer"; readonly timeoutMs: number }
  /** Bytes arrive in small pieces. */
  | {
      readonly type: "slicer";
      readonly averageBytes: number;
      readonly variationBytes?: number;
      readonly delayMs?: number;
    }
  /** The connection ends after so many bytes. */
  | { readonly type: "limit_data"; readonly bytes: number }
  /** Nothing gets through; when the toxic is taken away everything does, as TCP has it after a parted network. */
  | { readonly type: "partition" }
  /** Packets get lost, which over TCP is that some bytes wait to be sent again. */
  | { readonly type: "loss"; readonly rate: number; readonly retransmitMs?: number };

/** From the one who connects to the one who listens, or back. */
export type Stream = "upstream" | "downstream";

type ToxicOf<T extends Toxic["type"]> = Extract<Toxic, { type: T }>;

/** The toxics of one way, on all its connections. */
export class Toxics {
  readonly #active = new Set<Toxic>();
  readonly #listeners = new Set<() => void>();

  /** Adds one until the returned function is called. */
  add(toxic: Toxic): () => void {
    this.#active.add(toxic);
    this.#tell();
    return () => {
      if (this.#active.delete(toxic)) this.#tell();
    };
  }

  clear(): void {
    this.#active.clear();
    this.#tell();
  }

  /** The newest of a type. */
  get<T extends Toxic["type"]>(type: T): ToxicOf<T> | undefined {
    return [...this.#active].findLast((toxic) => toxic.type === type) as ToxicOf<T> | undefined;
  }

  /** Tells of changes until the returned function is called. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
