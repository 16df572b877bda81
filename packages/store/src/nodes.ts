/** What a node does. */
export type NodeKind = "gateway" | "worker" | "control";

/** A running service and where its peers reach it. */
export interface NodeInfo {
  readonly kind: NodeKind;
  readonly id: string;
  /** Base address of its internal listener. */
  readonly internalUrl: string;
  /** A draining node takes no new work. */
  readonly state: "ready" | "draining";
  /** How much work it has, in its own unit (a worker: app processes). */
  readonly load: number;
  /** A worker: how many more app processes it takes; without it, nobody knows. */
  readonly room?: number;
}

/** Who is there. A node whose lease has ended does not exist. */
export interface Nodes {
  /** Adds a node or changes what is known of it. */
  register(node: NodeInfo, leaseMs: number): Promise<void>;
  /** Prolongs a lease; false if the store does not know the node (any more). */
  renew(kind: NodeKind, id: string, leaseMs: number): Promise<boolean>;
  remove(kind: NodeKind, id: string): Promise<void>;
  list(kind: NodeKind): Promise<readonly NodeInfo[]>;
}
