import type { ClassTable } from "./class-table.ts";

/** What a mounted node tells its session: which nodes hold containers that authors mutate in place. */
export interface NodeHost {
  /** The node holds a list or a map whose snapshot is to be compared at every update. */
  watch(node: TreeNode): void;
}

/** What was last sent for a list, a map or an object in one property. */
export type Snapshot = readonly unknown[] | ReadonlyMap<string, unknown> | Tracked;

/** Reaches the tracked state behind a control or a value object. */
export const nodeKey: unique symbol = Symbol("flotilla.node");

/** A control or a value object, seen as what it tracks. */
export interface Tracked {
  readonly [nodeKey]: TreeNode;
}

const emptyList: readonly unknown[] = Object.freeze([]);
const emptyMap: ReadonlyMap<string, unknown> = new Map();

/**
 * The tracked state of one control or value object: its explicit values, which of them changed since the last
 * update, and the way up to the page. Setters are O(1): they note the name and mark the way up once.
 */
export class TreeNode {
  readonly table: ClassTable;
  #owner: Tracked | undefined;
  #weakOwner: WeakRef<Tracked> | undefined;
  /** Explicit values by author's name; `undefined` means the default. */
  readonly values: Record<string, unknown> = {};
  /** The control's id on the wire, 0 until it is mounted; value objects keep 0. */
  id = 0;
  /** The nearest holder, a control or a value object. It stays when the node is removed. */
  parent: TreeNode | null = null;
  /** More holders of a value object that the author put into several places. */
  otherParents: Set<TreeNode> | null = null;
  /** Set while the node is part of a session's tree. */
  host: NodeHost | null = null;
  /** Changed properties in assignment order. */
  dirty: Set<string> | null = null;
  /** Nodes below in which something changed. */
  touched: Set<TreeNode> | null = null;
  /** An equal object took the place of one that was sent. */
  hasSwapped = false;
  /** Lists, maps and objects as they were last sent, by property. */
  snapshots: Map<string, Snapshot> | null = null;
  /** The property of the holder that the node was last sent in … */
  place = "";
  /** … and its position, if that is a list. */
  slot = 0;
  /** A value object that was sent in more than one property, of one holder or of several. */
  hasSeveralPlaces = false;
  /** Another object stands for the element, with its id: if this one comes back, it gets a new one. */
  isReplaced = false;
  /** Rendered by a component: only the next render may change it. */
  isFrozen = false;
  /** `init` ran. */
  isInitialized = false;
  /** `build` ran. */
  isBuilt = false;
  /** Called after a tracked property changed; used by observers of a whole object. */
  onChange: ((name: string, value: unknown) => void) | null = null;

  constructor(owner: Tracked, table: ClassTable) {
    this.#owner = owner;
    this.table = table;
  }

  /** The control or value object itself. */
  get owner(): Tracked {
    const owner = this.#owner ?? this.#weakOwner?.deref();
    if (owner === undefined) throw new Error(`${this.table.type} was collected`);
    return owner;
  }

  /** Whether the object still exists; only those that are held weakly can go. */
  get isAlive(): boolean {
    return this.#owner !== undefined || this.#weakOwner?.deref() !== undefined;
  }

  /** From now on the tree alone does not keep the object alive, or does so again. */
  holdWeakly(isWeak: boolean): void {
    if (isWeak === (this.#owner === undefined)) return;
    if (isWeak) {
      this.#weakOwner ??= new WeakRef(this.owner);
      this.#owner = undefined;
    } else this.#owner = this.#weakOwner?.deref();
  }

  /** Adds a holder of a value object, whose changes mark it from now on. */
  addHolder(holder: TreeNode): void {
    if (this.parent === holder) return;
    if (this.parent === null) this.parent = holder;
    else {
      this.otherParents ??= new Set();
      this.otherParents.add(holder);
    }
  }

  /** Takes a holder of a value object away: objects that many share must not keep all that ever held them. */
  dropHolder(holder: TreeNode): void {
    if (this.parent !== holder) this.otherParents?.delete(holder);
    else {
      const [next = null] = this.otherParents ?? [];
      if (next !== null) this.otherParents?.delete(next);
      this.parent = next;
    }
    if (this.otherParents?.size === 0) this.otherParents = null;
    if (this.parent === null) this.host = null;
  }

  /** Notes a changed property. */
  mark(name: string): void {
    if (this.host !== null) {
      this.dirty ??= new Set();
      this.dirty.add(name);
      this.touch();
    }
  }

  /** Marks the way up to the root, so that an update of any ancestor finds this node. */
  touch(): void {
    for (let child: TreeNode = this; ; ) {
      if (child.otherParents !== null) {
        for (const other of child.otherParents) {
          if (other.addTouched(child)) other.touch();
        }
      }
      const parent: TreeNode | null = child.parent;
      if (!parent?.addTouched(child)) return;
      child = parent;
    }
  }

  addTouched(child: TreeNode): boolean {
    this.touched ??= new Set();
    if (this.touched.has(child)) return false;
    this.touched.add(child);
    return true;
  }

  /** A list or map that came into being on a mounted node counts as empty at the client. */
  watchEmpty(name: string, value: object): void {
    if (this.host === null) return;
    this.snapshots ??= new Map();
    if (!this.snapshots.has(name)) {
      this.snapshots.set(name, Array.isArray(value) ? emptyList : emptyMap);
      this.host.watch(this);
    }
  }
}
