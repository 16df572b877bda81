/** A small seeded generator (mulberry32): the same seed makes the same run. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, not including, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  /** The bytes with one thing wrong. */
  mutate(source: Uint8Array): Uint8Array {
    const bytes = source.slice();
    const at = this.below(bytes.length);
    switch (this.below(6)) {
      case 0:
        bytes[at] = this.below(256);
        return bytes;
      case 1:
        return bytes.subarray(0, at);
      case 2:
        return Uint8Array.from([...bytes.subarray(0, at), ...this.bytes(3), ...bytes.subarray(at)]);
      case 3:
        return Uint8Array.from([...bytes, ...bytes.subarray(at)]);
      case 4:
        // Lengths that promise more than there is.
        bytes.set(
          [this.pick([0xc6, 0xdb, 0xdd, 0xdf]), 0xff, 0xff].slice(0, bytes.length - at),
          at,
        );
        return bytes;
      default:
        return this.bytes(1 + this.below(64));
    }
  }
}
