/** Which of a range of positions are left, and how many of them lie before one: a Fenwick tree, built when first asked. */
export class Remaining {
  readonly #start: number;
  readonly #taken: Uint8Array;
  #tree: Int32Array | undefined;
  #count: number;

  constructor(start: number, end: number) {
    this.#start = start;
    this.#count = end - start;
    this.#taken = new Uint8Array(this.#count);
  }

  get count(): number {
    return this.#count;
  }

  has(position: number): boolean {
    return this.#taken[position - this.#start] === 0;
  }

  take(position: number): void {
    const index = position - this.#start;
    this.#taken[index] = 1;
    this.#count--;
    const tree = this.#tree;
    if (tree !== undefined)
      for (let i = index + 1; i < tree.length; i += i & -i) tree[i] = (tree[i] as number) - 1;
  }

  countBefore(position: number): number {
    this.#tree ??= this.#build();
    let count = 0;
    for (let i = position - this.#start; i > 0; i -= i & -i) count += this.#tree[i] as number;
    return count;
  }

  #build(): Int32Array {
    const tree = new Int32Array(this.#taken.length + 1);
    for (let i = 1; i < tree.length; i++) {
      tree[i] = (tree[i] as number) + (this.#taken[i - 1] === 0 ? 1 : 0);
      const parent = i + (i & -i);
      if (parent < tree.length) tree[parent] = (tree[parent] as number) + (tree[i] as number);
    }
    return tree;
  }
}
