import { OpCode, type Patch, type PatchOp, type Segment } from "@flotilla/protocol";
import type { Path } from "./path.ts";

type Node = [number: number, children?: Map<Segment, Node>];

/**
 * Collects operations on the containers of one control and numbers their paths in order of first use.
 * Paths mean what they lead to when their operation is executed, after all earlier ones. Values are given in wire form.
 */
export class PatchBuilder {
  readonly #root: Node = [0];
  readonly #ops: PatchOp[] = [];
  #nextNumber = 1;

  get isEmpty(): boolean {
    return this.#ops.length === 0;
  }

  /** Sets a property, list item or map entry of the container at the path. */
  replace(container: Path, key: Segment, value: unknown): void {
    this.#ops.push([OpCode.replace, this.#numberOf(container), key, value]);
  }

  /** Inserts a list item or map entry; right after a remove at the same place it becomes a replace. */
  add(container: Path, key: Segment, value: unknown): void {
    const node = this.#numberOf(container);
    const last = this.#ops.at(-1);
    if (last?.[0] === OpCode.remove && last[1] === node && last[2] === key)
      this.#ops[this.#ops.length - 1] = [OpCode.replace, node, key, value];
    else this.#ops.push([OpCode.add, node, key, value]);
  }

  /** Deletes a list item or map entry. */
  remove(container: Path, key: Segment): void {
    this.#ops.push([OpCode.remove, this.#numberOf(container), key]);
  }

  /** Takes an item out and puts it in again; the second position counts without the item. */
  move(from: Path, fromKey: Segment, to: Path, toKey: Segment): void {
    const fromNode = this.#numberOf(from);
    this.#ops.push([OpCode.move, fromNode, fromKey, this.#numberOf(to), toKey]);
  }

  /** The patch; the builder must not be used after it. */
  build(): Patch {
    return [this.#root, ...this.#ops];
  }

  #numberOf(path: Path): number {
    return this.#nodeOf(path)[0];
  }

  #nodeOf(path: Path): Node {
    if (path.parent === undefined) return this.#root;
    const parent = this.#nodeOf(path.parent);
    parent[1] ??= new Map();
    let node = parent[1].get(path.segment);
    if (node === undefined) {
      node = [this.#nextNumber++];
      parent[1].set(path.segment, node);
    }
    return node;
  }
}
