import type { ExtensionReply } from "@flotilla/protocol";

/** What a client has sent with numbers and keeps until it is acknowledged. */
export class KeptInputs<T> implements Iterable<readonly [number: number, input: T]> {
  readonly #inputs = new Map<number, T>();
  #next = 0;

  get size(): number {
    return this.#inputs.size;
  }

  [Symbol.iterator](): IterableIterator<[number, T]> {
    return this.#inputs.entries();
  }

  /** Returns its number. */
  keep(input: T): number {
    const number = this.#next++;
    this.#inputs.set(number, input);
    return number;
  }

  /** Forgets and returns what has been applied: all up to `low`, and the others. */
  acknowledged(low: number, others: readonly number[]): readonly T[] {
    const applied = [...this.#inputs].filter(([n]) => n <= low || others.includes(n));
    for (const [number] of applied) this.#inputs.delete(number);
    return applied.map(([, input]) => input);
  }

  /** The same from a page's reply, which also says how the first input is numbered. */
  replied({ applied, also, next }: ExtensionReply): readonly T[] {
    if (this.#next === 0) this.#next = next;
    return this.acknowledged(applied, also);
  }

  /** For another session. */
  clear(): void {
    this.#inputs.clear();
    this.#next = 0;
  }
}
