import type { Patch, PatchOp } from "@flotilla/protocol";
import { Differ, type Matching, PatchBuilder, Path } from "@flotilla/tree";
import { readProperty } from "../accessors.ts";
import { collectSent, controlOf, hasHook, isControlNode, prepare } from "../mounting.ts";
import { isTracked } from "../same-value.ts";
import { asMap, toWire } from "../serialize.ts";
import { nodeKey, type Tracked, type TreeNode } from "../tree-node.ts";
import { rebuildNames, sameElement } from "./rebuild.ts";
import {
  blankFor,
  blankOrNull,
  current,
  dropHolder,
  inKindOrder,
  isQuietSwap,
  plainKey,
  renew,
  wireScalar,
} from "./sent.ts";
import { hasChanged, isAwaited, noteChangedSlots, touchedByPlace } from "./touched.ts";

/** A value that came into the tree and the node that holds it. */
export interface Addition {
  readonly value: unknown;
  readonly holder: TreeNode;
}

/** What is known before the comparison, so that it need not be found again. */
export interface KnownChanges {
  /** The nodes below the root whose lists or maps differ from what was sent. */
  readonly mutated: ReadonlySet<TreeNode>;
  /** The nodes whose hooks have run. */
  readonly prepared: ReadonlySet<TreeNode>;
}

/**
 * Finds what changed below one control since it was last sent. Only nodes on a marked way are visited: scalars come
 * from the setters' notes in assignment order, then lists, maps and objects are compared with their snapshots.
 */
export class NodeDiffer {
  readonly #root: TreeNode;
  readonly #known: KnownChanges | null;
  readonly #builder = new PatchBuilder();
  readonly #differ: Differ<Tracked>;
  readonly #visited: TreeNode[] = [];
  #holder: TreeNode;
  /** Within another isolated control: its lists are compared, its children's insides are left alone. */
  #isSealed = false;
  /** Within a value object of several holders: each gets changed slots whole, since they may be sent at different times. */
  #isShared = false;

  readonly added: Addition[] = [];
  /** Controls and value objects that were sent and are no longer held where they were, with their holders. */
  readonly removed = new Map<TreeNode, TreeNode | null>();
  /** Controls and value objects that a rebuilt one continues, with the new one. */
  readonly continued: [TreeNode, TreeNode][] = [];

  constructor(root: TreeNode, known: KnownChanges | null) {
    this.#root = root;
    this.#holder = root;
    this.#known = known;
    this.#differ = new Differ<Tracked>(
      {
        isObject: isTracked,
        keyOf: (tracked) => plainKey(tracked[nodeKey]),
        same: (before, after) => sameElement(before[nodeKey], after[nodeKey]),
        update: (before, after, path, matching) => this.#update(before, after, path, matching),
        write: (value) => value, // written by `patch`, when all additions are mounted
        added: (value) => this.added.push({ value, holder: this.#holder }),
        removed: (value) => collectSent(value, this.#holder, this.removed),
      },
      this.#builder,
    );
  }

  /** Compares the root with what was last sent of it. */
  run(): void {
    this.#inPlace(this.#root, Path.root);
  }

  /** Compares a value that a component rendered with its last rendering, which stands under `key` of the root. */
  runRendered(key: string, before: unknown, after: unknown): void {
    this.#differ.value(Path.root, key, before, after, "position");
  }

  /** Compares a control that was made anew with the root, which it replaces. */
  runRebuilt(after: TreeNode): void {
    this.#rebuilt(this.#root, after, Path.root);
  }

  /** The operations in wire form, undefined if nothing changed; to be called once, after the additions are mounted. */
  patch(): Patch | undefined {
    if (this.#builder.isEmpty) return undefined;
    const [tree, ...ops] = this.#builder.build();
    return [tree, ...ops.map(writeOp)];
  }

  /** Forgets the changes that the patch carries. */
  finish(): void {
    for (const node of this.#visited) {
      node.hasSwapped = false;
      if (isAwaited(node)) continue;
      node.dirty = null;
      if (!this.#seals(node)) node.touched = null;
    }
  }

  /** Whether a node is another isolated control, so that what is below it waits for its own update. */
  #seals(node: TreeNode): boolean {
    return node !== this.#root && isControlNode(node) && controlOf(node).isIsolated();
  }

  #update(before: Tracked, after: Tracked, path: Path, matching: Matching): void {
    if (this.#isSealed) return;
    if (before === after) this.#inPlace(after[nodeKey], path);
    else if (matching === "position") this.#rebuilt(before[nodeKey], after[nodeKey], path);
  }

  #inPlace(node: TreeNode, path: Path): void {
    this.#visited.push(node);
    if (isControlNode(node) && !this.#known?.prepared.has(node)) prepare(node);
    if (node.dirty === null && node.touched === null && !this.#mayDiffer(node)) return;
    const leave = this.#enter(node);
    if (this.#isShared) noteChangedSlots(node);
    const done = node.dirty === null ? none : this.#dirtyProperties(node, path, node.dirty);
    if (node.snapshots !== null) {
      const touched = touchedByPlace(node);
      const names = this.#mayDiffer(node) ? node.snapshots.keys() : touched.keys();
      for (const name of inKindOrder(node, names)) {
        if (!done.has(name)) this.#sentProperty(node, path, name, touched.get(name));
      }
    }
    leave();
  }

  /** Whether a slot may hold something else than was sent without a note of it. */
  #mayDiffer(node: TreeNode): boolean {
    return (
      this.#known === null || node.hasSwapped || this.#known.mutated.has(node) || hasHook(node)
    );
  }

  /** A list, map or object that was sent before, compared with what is there now. */
  #sentProperty(
    node: TreeNode,
    path: Path,
    name: string,
    touched: readonly TreeNode[] | undefined,
  ): void {
    const snapshot = node.snapshots?.get(name);
    if (snapshot === undefined) return;
    const { wire, value } = current(node, name);
    if (!this.#mayDiffer(node) || !hasChanged(snapshot, value)) {
      this.#descend(path, wire, touched, value);
      return;
    }
    if (isTracked(snapshot) && isQuietSwap(snapshot[nodeKey], value)) {
      collectSent(snapshot, node, this.removed);
      this.added.push({ value, holder: node });
      toWire(value); // takes its snapshots
    } else this.#differ.value(path, wire, snapshot, value, "identity");
    renew(node, name, value);
  }

  #dirtyProperties(node: TreeNode, path: Path, dirty: ReadonlySet<string>): ReadonlySet<string> {
    const done = new Set<string>();
    for (const name of dirty) this.#dirtyProperty(node, path, name, done);
    return done;
  }

  #dirtyProperty(node: TreeNode, path: Path, name: string, done: Set<string>): void {
    const event = node.table.events.get(name);
    if (event !== undefined) {
      this.#builder.replace(path, `on_${event.name}`, node.values[name] !== undefined);
      return;
    }
    const property = node.table.properties.get(name);
    if (property === undefined || property.serialized === false) return;
    const value = node.values[name] ?? property.default ?? null;
    const sent = node.snapshots?.get(name);
    done.add(name);
    if (typeof value === "object" && value !== null) {
      if (this.#isShared) this.#differ.replace(path, property.wire, sent, value);
      else this.#differ.value(path, property.wire, sent ?? blankFor(value), value, "identity");
      renew(node, name, value);
    } else if (sent !== undefined) {
      this.#differ.replace(path, property.wire, sent, value);
      renew(node, name, value);
    } else this.#builder.replace(path, property.wire, wireScalar(property, value));
  }

  /** Visits the touched items of an unchanged container. */
  #descend(
    path: Path,
    wire: string,
    touched: readonly TreeNode[] | undefined,
    value: unknown,
  ): void {
    if (touched === undefined) return;
    if (isTracked(value)) this.#differ.value(path, wire, value, value, "identity");
    else if (Array.isArray(value)) {
      const list = path.at(wire);
      for (const child of touched) {
        this.#differ.value(list, child.slot, child.owner, child.owner, "identity");
      }
    } else {
      const map = path.at(wire);
      for (const [key, item] of asMap(value) ?? []) {
        this.#differ.value(map, key, item, item, "identity");
      }
    }
  }

  /** A new object stands for the same element: it takes over the id, and only what differs is sent. */
  #rebuilt(before: TreeNode, after: TreeNode, path: Path): void {
    after.host = before.host;
    after.isReplaced = false;
    this.continued.push([before, after]);
    if (isControlNode(after)) {
      after.parent = this.#holder;
      after.id = before.id;
      const control = controlOf(after);
      control.data ??= controlOf(before).data;
      prepare(after);
    } else after.addHolder(this.#holder);
    const leave = this.#enter(after);
    for (const name of rebuildNames(before, after)) {
      const event = after.table.events.get(name);
      if (event !== undefined) {
        const isHandled = after.values[name] !== undefined;
        const wasHandled = before.values[name] !== undefined;
        if (isHandled !== wasHandled || before.dirty?.has(name)) {
          this.#builder.replace(path, `on_${event.name}`, isHandled);
        }
        continue;
      }
      const property = after.table.properties.get(name);
      if (property?.factory !== undefined) readProperty(after, property); // its default is an object of its own
      const { wire, value } = current(after, name);
      const snapshot = before.snapshots?.get(name);
      if (snapshot === undefined && before.dirty?.has(name)) {
        this.#differ.replace(path, wire, null, value); // what the client has is not known any more
      } else {
        const sent = snapshot ?? current(before, name).value;
        this.#differ.value(path, wire, sent ?? blankOrNull(value), value, "position");
        this.#retain(value, path.at(wire));
      }
      renew(after, name, value);
    }
    leave();
    this.#dropRebuilt(before);
    after.dirty = null;
    after.touched = null;
  }

  /** What a rebuilt element has in common with the older one belongs to it now, changes that wait included. */
  #retain(value: unknown, path: Path): void {
    if (isTracked(value)) {
      const node = value[nodeKey];
      if (node.host === null) return;
      if (isControlNode(node)) node.parent = this.#holder;
      else node.addHolder(this.#holder);
      if (node.dirty !== null || node.touched !== null) this.#inPlace(node, path);
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) if (isTracked(item)) this.#retain(item, path.at(i));
    }
  }

  /** The older object of a rebuilt element holds nothing any more. */
  #dropRebuilt(before: TreeNode): void {
    before.host = null;
    before.isReplaced = true;
    for (const snapshot of before.snapshots?.values() ?? []) dropHolder(snapshot, before);
  }

  /** What is compared next is held by this node; to be undone by what is returned. */
  #enter(node: TreeNode): () => void {
    const holder = this.#holder;
    const isSealed = this.#isSealed;
    const isShared = this.#isShared;
    this.#holder = node;
    if (isControlNode(node)) this.#isSealed = this.#seals(node);
    this.#isShared = !isControlNode(node) && (isShared || node.otherParents !== null);
    return () => {
      this.#holder = holder;
      this.#isSealed = isSealed;
      this.#isShared = isShared;
    };
  }
}

const none: ReadonlySet<string> = new Set();

function writeOp(op: PatchOp): PatchOp {
  return op[0] <= 1 ? [op[0] as 0 | 1, op[1], op[2], toWire(op[3])] : op;
}
