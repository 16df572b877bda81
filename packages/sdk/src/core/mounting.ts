import { validate } from "../hooks/validate.ts";
import { readProperty } from "./accessors.ts";
import { BaseControl, initialize } from "./base-control.ts";
import { isAwaited, noteChangedSlots } from "./diff/touched.ts";
import { isTracked } from "./same-value.ts";
import { asMap } from "./serialize.ts";
import { type NodeHost, nodeKey, type Tracked, type TreeNode } from "./tree-node.ts";

/** Ids for controls: one counter for a whole process, so that no two sessions share one. */
export interface IdSource {
  next(): number;
}

/** Whether a node is a control; value objects have no wire type. */
export function isControlNode(node: TreeNode): boolean {
  return node.table.type !== "";
}

/** The control behind a control's node. */
export function controlOf(node: TreeNode): BaseControl {
  return node.owner as BaseControl;
}

/** Whether the control's class may change it before an update. */
export function hasHook(node: TreeNode): boolean {
  return isControlNode(node) && controlOf(node).beforeUpdate !== BaseControl.prototype.beforeUpdate;
}

/** Makes values part of a session's tree: ids, parents, `build` and `beforeUpdate`, outer controls first. */
export class Mounting {
  readonly #host: NodeHost;
  readonly #ids: IdSource;
  /** The controls that were visited, outer ones first. */
  readonly entered = new Set<TreeNode>();
  /** The value objects that were visited. */
  readonly held = new Set<TreeNode>();

  constructor(host: NodeHost, ids: IdSource) {
    this.#host = host;
    this.#ids = ids;
  }

  /** Visits everything tracked in a value that `parent` holds now. */
  enter(value: unknown, parent: TreeNode): void {
    if (typeof value !== "object" || value === null) return;
    if (isTracked(value)) this.enterNode(value, parent);
    else if (Array.isArray(value)) for (const item of value) this.enter(item, parent);
    else for (const item of asMap(value)?.values() ?? []) this.enter(item, parent);
  }

  /** Visits a control or value object; without a parent it is the root. */
  enterNode(tracked: Tracked, parent: TreeNode | null): void {
    const node = tracked[nodeKey];
    if (node.host !== null) refuseLoop(node, parent);
    if (this.entered.has(node)) return;
    if (isControlNode(node)) {
      this.entered.add(node);
      if (parent !== null) node.parent = parent;
      if (node.id === 0 || node.isReplaced) node.id = this.#ids.next();
      node.isReplaced = false;
      node.host = this.#host;
      prepare(node);
    } else {
      if (node.host !== null) noteChangedSlots(node); // holders that have it already wait for its changes
      if (parent !== null) node.addHolder(parent);
      this.held.add(node);
      node.host = this.#host;
    }
    const { values, table } = node;
    const made = table.encoding === "plain" ? table.properties.values() : table.unconditional;
    for (const property of made) readProperty(node, property); // defaults that are sent exist from now on
    for (const name of Object.keys(values)) {
      const value = values[name];
      if (typeof value === "object" && value !== null) this.enter(value, node);
    }
    if (!isAwaited(node)) {
      node.dirty = null;
      node.touched = null;
    }
    if (node.snapshots !== null) this.#host.watch(node);
  }
}

/** A control that comes in below itself would be sent for ever. */
function refuseLoop(node: TreeNode, parent: TreeNode | null): void {
  const way = [node.table.type];
  for (let holder = parent; holder !== null; holder = holder.parent) {
    way.unshift(holder.table.type);
    if (holder === node) {
      throw new Error(`${node.table.type} cannot hold itself: ${way.join(" > ")}`);
    }
  }
}

/** Runs what comes before a control's first update, and `beforeUpdate`. */
export function prepare(node: TreeNode): void {
  const control = controlOf(node);
  const { isFrozen } = node;
  node.isFrozen = false; // the hooks may set properties of rendered controls, too
  initialize(control);
  if (!node.isBuilt) {
    node.isBuilt = true;
    control.build();
  }
  control.beforeUpdate();
  validate(control);
  node.isFrozen = isFrozen;
}

/** Collects what left the tree with a value as it was last sent, and who held it: inner controls first. */
export function collectSent(
  value: unknown,
  holder: TreeNode | null,
  into: Map<TreeNode, TreeNode | null>,
): void {
  if (typeof value !== "object" || value === null) return;
  if (isTracked(value)) {
    const node = value[nodeKey];
    for (const snapshot of node.snapshots?.values() ?? []) collectSent(snapshot, node, into);
    into.set(node, holder);
  } else if (Array.isArray(value)) for (const item of value) collectSent(item, holder, into);
  else for (const item of asMap(value)?.values() ?? []) collectSent(item, holder, into);
}
