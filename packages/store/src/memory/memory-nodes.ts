import type { Clock } from "../clock.ts";
import type { NodeInfo, NodeKind, Nodes } from "../nodes.ts";

/** Nodes in this process's memory. */
export class MemoryNodes implements Nodes {
  readonly #clock: Clock;
  readonly #entries = new Map<string, { readonly node: NodeInfo; leaseEnd: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async register(node: NodeInfo, leaseMs: number): Promise<void> {
    const leaseEnd = this.#clock.now() + leaseMs;
    this.#entries.set(keyOf(node.kind, node.id), { node, leaseEnd });
  }

  async renew(kind: NodeKind, id: string, leaseMs: number): Promise<boolean> {
    const now = this.#clock.now();
    const entry = this.#entries.get(keyOf(kind, id));
    if (entry === undefined || entry.leaseEnd <= now) return false;
    entry.leaseEnd = now + leaseMs;
    return true;
  }

  async remove(kind: NodeKind, id: string): Promise<void> {
    this.#entries.delete(keyOf(kind, id));
  }

  async list(kind: NodeKind): Promise<readonly NodeInfo[]> {
    const now = this.#clock.now();
    for (const [key, { leaseEnd }] of this.#entries) if (leaseEnd <= now) this.#entries.delete(key);
    return [...this.#entries.values()].map(({ node }) => node).filter((node) => node.kind === kind);
  }
}

function keyOf(kind: NodeKind, id: string): string {
  return `${kind}:${id}`;
}
