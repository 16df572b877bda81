import type { Connection } from "./session-host.ts";

/**
 * The way of a session's packets to its client. If nothing may be shown that is not kept, they wait for the checkpoint that is
 * made after them.
 */
export class Outbox {
  #isHolding: boolean;
  #connection: Connection | null = null;
  #held: Uint8Array[] | null = null;
  #waiting: { readonly n: number; readonly packets: readonly Uint8Array[] }[] | null = null;

  constructor(isHolding: boolean) {
    this.#isHolding = isHolding;
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  /** Whether packets wait for the next checkpoint. */
  get isHolding(): boolean {
    return this.#held !== null;
  }

  /** Another client, or none: what waits was not for it. */
  connect(connection: Connection | null): void {
    this.#connection = connection;
    this.#held = null;
    this.#waiting = null;
  }

  /** Whether a packet has to wait; it is sent later then. */
  holds(packet: Uint8Array): boolean {
    if (!this.#isHolding || this.#connection === null) return false;
    this.#held ??= [];
    this.#held.push(packet);
    return true;
  }

  /** The checkpoint of this number was made after what waits. */
  made(n: number): void {
    if (this.#held === null) return;
    this.#waiting ??= [];
    this.#waiting.push({ n, packets: this.#held });
    this.#held = null;
  }

  /** This checkpoint and those before it are kept, or nothing had changed since them. */
  kept(n: number): void {
    while ((this.#waiting?.[0]?.n ?? Number.POSITIVE_INFINITY) <= n) {
      for (const packet of this.#waiting?.shift()?.packets ?? []) this.#connection?.send(packet);
    }
  }

  /** What waits for checkpoints that were not kept waits for the next one. */
  failed(): void {
    if (this.#waiting === null) return;
    this.#held = [...this.#waiting.flatMap(({ packets }) => packets), ...(this.#held ?? [])];
    this.#waiting = null;
  }

  /** From now on nothing is kept, and nothing waits. */
  stopHolding(): void {
    this.#isHolding = false;
    this.release();
  }

  /** This time nothing is kept: what waits goes out as it is. */
  release(): void {
    this.failed();
    const held = this.#held ?? [];
    this.#held = null;
    for (const packet of held) this.#connection?.send(packet);
  }
}
