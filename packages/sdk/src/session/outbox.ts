import type { Connection } from "./session-host.ts";

/**
 * The way of a session's packets to its client. If nothing may be shown that is not kept, they wait for the checkpoint that is
 * made after them.
 */
export class Outbox {
  #isHolding: boolean;
  #connection: Connection | null = null;
  #held: Uint8Array[] = [];
  #waiting: { readonly n: number; readonly packets: readonly Uint8Array[] }[] = [];

  constructor(isHolding: boolean) {
    this.#isHolding = isHolding;
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  /** Whether packets wait for the next checkpoint. */
  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** Another client, or none: what waits was not for it. */
  connect(connection: Connection | null): void {
    this.#connection = connection;
    this.#held = [];
    this.#waiting = [];
  }

  /** Sends a packet, or lets it wait; without a client it is dropped. */
  send(packet: Uint8Array): void {
    if (this.#connection === null) return;
    if (this.#isHolding) this.#held.push(packet);
    else this.#connection.send(packet);
  }

  /** The checkpoint of this number was made after what waits. */
  made(n: number): void {
    if (this.#held.length === 0) return;
    this.#waiting.push({ n, packets: this.#held });
    this.#held = [];
  }

  /** This checkpoint and those before it are kept, or nothing had changed since them. */
  kept(n: number): void {
    while ((this.#waiting[0]?.n ?? Number.POSITIVE_INFINITY) <= n) {
      for (const packet of this.#waiting.shift()?.packets ?? []) this.#connection?.send(packet);
    }
  }

  /** What waits for checkpoints that were not kept waits for the next one. */
  failed(): void {
    this.#held = [...this.#waiting.flatMap(({ packets }) => packets), ...this.#held];
    this.#waiting = [];
  }

  /** From now on nothing is kept, and nothing waits. */
  stopHolding(): void {
    this.#isHolding = false;
    this.release();
  }

  /** This time nothing is kept: what waits goes out as it is. */
  release(): void {
    this.failed();
    for (const packet of this.#held.splice(0)) this.#connection?.send(packet);
  }
}
