import type { Patch, PatchOp } from "@flotilla/protocol";
import { Differ, type Matching, PatchBuilder, Path } from "@flotilla/tree";
import { BaseControl } from "../base-control.ts";
import { collectSent, controlOf, isControlNode, prepare } from "../mounting.ts";
import { isTracked, sameValue } from "../same-value.ts";
import { asMap, takeSnapshot, toWire, wireName } from "../serialize.ts";
import type { PropertySpec } from "../spec.ts";
import { nodeKey, type Snapshot, type Tracked, type TreeNode } from "../tree-node.ts";
import { rebuildNames, sameElement } from "./rebuild.ts";
import { hasChanged, touchedByPlace } from "./touched.ts";

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

  readonly added: Addition[] = [];
  /** Controls and value objects that were sent and are no longer held where they were. */
  readonly removed = new Set<TreeNode>();
  /** Elements that a rebuilt one continues, with the new one. */
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
        removed: (value) => collectSent(value, this.removed),
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

  /** The operations in wire form, undefined if nothing changed; to be called once, after the additions are mounted. */
  patch(): Patch | undefined {
    if (this.#builder.isEmpty) return undefined;
    const [tree, ...ops] = this.#builder.build();
    return [tree, ...ops.map(writeOp)];
  }

  /** Forgets the changes that the patch carries. */
  finish(): void {
    for (const node of this.#visited) {
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
    this.#within(node, () => {
      const done = new Set<string>();
      for (const name of node.dirty ?? []) this.#dirtyProperty(node, path, name, done);
      if (node.snapshots === null) return;
      const touched = touchedByPlace(node);
      const mayDiffer =
        this.#known === null ||
        this.#known.mutated.has(node) ||
        node === this.#root ||
        hasHook(node);
      for (const kind of ["list", "map", "object"] as const) {
        for (const [name, snapshot] of [...node.snapshots]) {
          if (kindOf(snapshot) !== kind || done.has(name)) continue;
          const { wire, value } = current(node, name);
          if ((mayDiffer || kind === "object") && hasChanged(snapshot, value)) {
            if (isTracked(snapshot) && isQuietSwap(snapshot[nodeKey], value)) {
              collectSent(snapshot, this.removed);
              this.added.push({ value, holder: node });
              toWire(value); // takes its snapshots
            } else this.#differ.value(path, wire, snapshot, value, "identity");
            renew(node, name, value);
          } else this.#descend(path, wire, touched.get(name), value);
        }
      }
    });
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
      this.#differ.value(path, property.wire, sent ?? blankFor(value), value, "identity");
      renew(node, name, value);
    } else if (sent !== undefined) {
      this.#differ.replace(path, property.wire, sent, value);
      renew(node, name, value);
    } else this.#builder.replace(path, property.wire, wireScalar(property, value));
  }

  /** Visits the touched items of an unchanged container. */
  #descend(path: Path, wire: string, touched: TreeNode[] | undefined, value: unknown): void {
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
    after.parent = this.#holder;
    if (isControlNode(after)) {
      after.id = before.id;
      const control = controlOf(after);
      control.data ??= controlOf(before).data;
      this.continued.push([before, after]);
      prepare(after);
    }
    this.#within(after, () => {
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
        const { wire, value } = current(after, name);
        const sent = before.snapshots?.get(name) ?? current(before, name).value;
        const isStale = before.dirty?.has(name) === true && typeof value !== "object";
        if (isStale) this.#builder.replace(path, wire, value);
        else this.#differ.value(path, wire, sent ?? blankOrNull(value), value, "position");
        renew(after, name, value);
      }
    });
    before.host = null;
    after.dirty = null;
    after.touched = null;
  }

  #within(node: TreeNode, run: () => void): void {
    const holder = this.#holder;
    const isSealed = this.#isSealed;
    this.#holder = node;
    if (isControlNode(node)) this.#isSealed = this.#seals(node);
    run();
    this.#holder = holder;
    this.#isSealed = isSealed;
  }
}

/** Whether the control's class may change it before an update. */
function hasHook(node: TreeNode): boolean {
  return isControlNode(node) && controlOf(node).beforeUpdate !== BaseControl.prototype.beforeUpdate;
}

/** The explicit key of a control; key objects count by their value. */
function plainKey(node: TreeNode): unknown {
  const key = node.values.key;
  return isTracked(key) ? key[nodeKey].values.value : key;
}

function current(node: TreeNode, name: string): { wire: string; value: unknown } {
  if (name === "_internals") {
    return { wire: name, value: node.values._internals ?? node.table.internals ?? {} };
  }
  const property = node.table.properties.get(name);
  return {
    wire: property?.wire ?? wireName(name),
    value: node.values[name] ?? property?.default ?? null,
  };
}

function renew(node: TreeNode, name: string, value: unknown): void {
  if (typeof value === "object" && value !== null) takeSnapshot(node, name, value);
  else node.snapshots?.delete(name);
}

function kindOf(snapshot: Snapshot): "list" | "map" | "object" {
  if (Array.isArray(snapshot)) return "list";
  return snapshot instanceof Map ? "map" : "object";
}

/** What the client has in a slot that was never sent. */
function blankFor(value: object): unknown {
  if (isTracked(value)) return null;
  if (Array.isArray(value)) return [];
  return asMap(value) === undefined ? null : new Map();
}

function blankOrNull(value: unknown): unknown {
  return typeof value === "object" && value !== null ? blankFor(value) : null;
}

/** Whether an equal value object took the place of one that was sent as it is. */
function isQuietSwap(sent: TreeNode, value: unknown): boolean {
  if (isControlNode(sent) || !isTracked(value) || value[nodeKey].host !== null) return false;
  return sent.dirty === null && sent.touched === null && sameValue(sent.owner, value);
}

function wireScalar(property: PropertySpec, value: unknown): unknown {
  return property.sentAsTrue && value !== null ? true : value;
}

function writeOp(op: PatchOp): PatchOp {
  return op[0] <= 1 ? [op[0] as 0 | 1, op[1], op[2], toWire(op[3])] : op;
}
