import { Action, OpCode, type Patch } from "@flotilla/protocol";
import { BaseControl } from "../core/base-control.ts";
import { isDescribed } from "../core/class-table.ts";
import { NodeDiffer } from "../core/diff/node-differ.ts";
import { hasChanged, isStillHeld } from "../core/diff/touched.ts";
import {
  collectSent,
  controlOf,
  type IdSource,
  isControlNode,
  Mounting,
  prepare,
} from "../core/mounting.ts";
import { writeNode } from "../core/serialize.ts";
import { type NodeHost, nodeKey, type TreeNode } from "../core/tree-node.ts";

/** Sends one message to the client, or drops it when there is none. */
export type Send = (action: number, body: object) => void;

/** The controls of one session as the client has them: index by id, updates as patches, mount hooks. */
export class LiveTree implements NodeHost {
  readonly #root: TreeNode;
  readonly #ids: IdSource;
  readonly #send: Send;
  readonly #index = new Map<number, TreeNode>();
  /** Nodes with lists or maps, which authors change in place. */
  readonly #watched = new Set<TreeNode>();
  /** Controls whose author's class has its own `beforeUpdate`, which may look at anything. */
  readonly #hooked = new Set<TreeNode>();

  /** Whether the client lacks changes that were lost. */
  #isStale = false;

  constructor(root: BaseControl, ids: IdSource, send: Send) {
    this.#root = root[nodeKey];
    this.#ids = ids;
    this.#send = send;
  }

  /** The mounted control of an id. */
  find(id: number): BaseControl | undefined {
    const node = this.#index.get(id);
    return node?.isAlive ? controlOf(node) : undefined;
  }

  watch(node: TreeNode): void {
    this.#watched.add(node);
  }

  /** Mounts the page and all it holds; returns it in wire form. */
  mount(): Record<string, unknown> {
    const mounting = new Mounting(this, this.#ids);
    mounting.enterNode(this.#root.owner, null);
    for (const node of mounting.entered) this.#register(node);
    const told = [...mounting.entered].map(controlOf).filter(hearsOfMount);
    if (told.length === 0) return writeNode(this.#root);
    for (const control of told) control.didMount(); // which may change the page once more
    return this.page();
  }

  /** The whole page in wire form, which becomes what the client has. */
  page(): Record<string, unknown> {
    const mounting = new Mounting(this, this.#ids);
    mounting.enterNode(this.#root.owner, null);
    const page = writeNode(this.#root);
    this.#isStale = false;
    return page;
  }

  /** Sends what changed in a control and below it, then runs the hooks of what left and what came. */
  update(control: BaseControl): void {
    const root = control[nodeKey];
    this.#sendChanges(root, () => {
      const prepared = this.#runHooks(root);
      const differ = new NodeDiffer(root, { mutated: this.#markMutations(root), prepared });
      differ.run();
      return differ;
    });
  }

  /** Updates the nearest isolated control around one, normally the page; nothing if it has left the tree. */
  updateAround(control: BaseControl): void {
    if (this.find(control.controlId) !== control) return;
    for (let at: BaseControl | null = control; at !== null; at = at.parent) {
      if (at.isIsolated() && !at[nodeKey].isFrozen) {
        this.update(at);
        return;
      }
    }
  }

  /** Sends how a component's new rendering differs from its last one, and keeps ids of matching elements. */
  updateRendered(control: BaseControl, property: string, before: unknown, after: unknown): void {
    const root = control[nodeKey];
    this.#sendChanges(root, () => {
      const differ = new NodeDiffer(root, null);
      differ.runRendered(property, before, after);
      return differ;
    });
  }

  /** Sends how a control differs from the one that it replaces for the client. */
  updateRebuilt(before: BaseControl, after: BaseControl): void {
    this.#sendChanges(before[nodeKey], () => {
      const differ = new NodeDiffer(before[nodeKey], null);
      differ.runRebuilt(after[nodeKey]);
      return differ;
    });
  }

  #sendChanges(root: TreeNode, compare: () => NodeDiffer): void {
    if (this.#index.get(root.id) !== root) return; // it has left the page: the client does not know it
    if (this.#isStale) {
      this.#sendWhole();
      return;
    }
    const mounting = new Mounting(this, this.#ids);
    const differ = this.#orStale(() => {
      const found = compare();
      for (const { value, holder } of found.added) mounting.enter(value, holder);
      const patch = found.patch();
      if (patch !== undefined) this.#send(Action.patch, { id: root.id, patch });
      return found;
    });
    differ.finish();
    for (const [before, node] of differ.continued) {
      this.#watched.delete(before);
      this.#hooked.delete(before);
      if (isControlNode(node)) this.#register(node);
    }
    this.#move(this.#leave(differ.removed, mounting), mounting.entered, differ.removed);
  }

  /** Something of the author's failed while changes were collected: part of them is lost, so all is sent again. */
  #sendWhole(): void {
    const mounting = new Mounting(this, this.#ids);
    this.#orStale(() => {
      mounting.enterNode(this.#root.owner, null);
      const { _c, _i, ...page } = writeNode(this.#root);
      const ops = Object.entries(page).map(([key, value]) => [OpCode.replace, 0, key, value]);
      const patch = [[0], ...ops] as unknown as Patch;
      this.#send(Action.patch, { id: this.#root.id, patch });
    });
    this.#isStale = false;
    const removed = new Map<TreeNode, TreeNode | null>();
    for (const node of this.#index.values()) {
      if (!mounting.entered.has(node)) removed.set(node, null);
    }
    this.#move(this.#leave(removed, mounting), mounting.entered, removed);
  }

  #orStale<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  /** Brings the index up to date, then runs the hooks. */
  #move(
    left: readonly TreeNode[],
    entered: ReadonlySet<TreeNode>,
    removed: ReadonlyMap<TreeNode, unknown>,
  ): void {
    const isFresh = (node: TreeNode) => !removed.has(node) && this.#index.get(node.id) !== node;
    const fresh = [...entered].filter(isFresh);
    for (const node of entered) this.#register(node);
    for (const node of left) controlOf(node).willUnmount();
    for (const node of fresh) controlOf(node).didMount();
  }

  /** Lets go of everything: objects that other sessions share must not keep this one. */
  close(): void {
    const all = new Map<TreeNode, TreeNode | null>();
    collectSent(this.#root.owner, null, all);
    for (const [node, holder] of all) {
      if (isControlNode(node)) node.host = null;
      else if (holder !== null) node.dropHolder(holder);
    }
    this.#index.clear();
    this.#watched.clear();
    this.#hooked.clear();
  }

  #register(node: TreeNode): void {
    this.#index.set(node.id, node);
    if (hasAuthorHook(node)) this.#hooked.add(node);
  }

  /** Lets authors' classes change what an update will find. */
  #runHooks(root: TreeNode): ReadonlySet<TreeNode> {
    const prepared = new Set<TreeNode>();
    for (const node of this.#hooked) {
      if (this.#isUpdatedWith(node, root)) prepared.add(node);
    }
    for (const node of prepared) prepare(node);
    return prepared;
  }

  /** Takes nodes out of the index, those aside that came back elsewhere; returns the controls among them. */
  #leave(removed: ReadonlyMap<TreeNode, TreeNode | null>, mounting: Mounting): TreeNode[] {
    const left: TreeNode[] = [];
    for (const [node, holder] of removed) {
      if (!isControlNode(node)) {
        if (holder !== null && !mounting.held.has(node) && !isStillHeld(holder, node)) {
          node.dropHolder(holder);
        }
        if (node.host === null) this.#watched.delete(node);
      } else if (!mounting.entered.has(node) && this.#index.get(node.id) === node) {
        this.#index.delete(node.id);
        node.host = null;
        this.#watched.delete(node);
        this.#hooked.delete(node);
        if (node.isAlive) left.push(node);
      }
    }
    return left;
  }

  /** Marks the way to every list and map below a control that its author has changed in place. */
  #markMutations(root: TreeNode): ReadonlySet<TreeNode> {
    const mutated = new Set<TreeNode>();
    if (root.snapshots === null && root.touched === null) return mutated;
    for (const node of this.#watched) {
      if (this.#isUpdatedWith(node, root) && isMutated(node)) {
        mutated.add(node);
        if (node !== root) node.touch();
      }
    }
    return mutated;
  }

  #isUpdatedWith(node: TreeNode, root: TreeNode): boolean {
    if (root === this.#root) return true;
    for (let at: TreeNode | null = node; at !== null; at = at.parent) {
      if (at === root) return true;
    }
    return false;
  }
}

function hasAuthorHook(node: TreeNode): boolean {
  const control = controlOf(node);
  if (control.beforeUpdate === BaseControl.prototype.beforeUpdate) return false;
  return !isDescribed(control.constructor);
}

function hearsOfMount(control: BaseControl): boolean {
  return control.didMount !== BaseControl.prototype.didMount;
}

function isMutated(node: TreeNode): boolean {
  const { snapshots } = node;
  if (snapshots === null || (!isControlNode(node) && node.host === null)) return false;
  for (const [name, snapshot] of snapshots) {
    if (Array.isArray(snapshot) || snapshot instanceof Map) {
      const now =
        name === "_internals"
          ? (node.values._internals ?? node.table.internals ?? {})
          : (node.values[name] ?? null);
      if (hasChanged(snapshot, now)) return true;
    }
  }
  return false;
}
