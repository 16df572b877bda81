import type { KeyValue } from "../generated/aliases.ts";
import type { Page } from "../page/page.ts";
import type { DataChannel } from "../session/data-channel.ts";
import { installAccessors } from "./accessors.ts";
import { type CallableClass, callableClass } from "./callable-class.ts";
import { describeControl, isDescribed, tableOf } from "./class-table.ts";
import { applyArguments } from "./construct.ts";
import { currentScope, type ScopedSession } from "./scope.ts";
import type { ControlSpec } from "./spec.ts";
import { nodeKey, TreeNode } from "./tree-node.ts";

/** Where an author's `ref` receives the control. */
export interface RefLike {
  current: unknown;
}

/** The page's side of a control: what a mounted root offers. */
export const sessionKey: unique symbol = Symbol("flotilla.session");

/** Base of all controls and services. */
export abstract class BaseControl {
  readonly [nodeKey]: TreeNode;
  /** Anything the author wants to keep with the control; never sent. */
  data: unknown = null;
  /** Identity across rebuilds and in lists: text, a number, or a key object. */
  declare key: KeyValue | null;

  constructor(...args: unknown[]) {
    const node = new TreeNode(this, tableOf(new.target));
    this[nodeKey] = node;
    applyArguments(node, args);
    if (isDescribed(new.target)) initialize(this); // an author's class has its fields only after this constructor
    if (node.table.isService) currentScope()?.session.registerService(this);
  }

  /** Receives the control: `ref: myRef` sets `myRef.current`. */
  set ref(ref: RefLike | null) {
    if (ref !== null) ref.current = this;
  }

  /** The control's id, once it is part of a page; 0 before. */
  get controlId(): number {
    return this[nodeKey].id;
  }

  /** The page that the control is on; throws before it was added. */
  get page(): Page {
    return sessionOf(this).page;
  }

  /** The pipe of bytes that the client has announced to this control with `data_channel_open`. */
  getDataChannel(channelId: number): DataChannel {
    return sessionOf(this).dataChannel(channelId);
  }

  /** The control that holds this one; null before it was added and for the page itself. */
  get parent(): BaseControl | null {
    for (let node = this[nodeKey].parent; node !== null; node = node.parent) {
      if (node.owner instanceof BaseControl) return node.owner;
    }
    return null;
  }

  /** Whether updates of an ancestor leave this control's subtree alone. */
  isIsolated(): boolean {
    return this[nodeKey].table.isIsolated;
  }

  /** Runs once before the first update, when all properties are set. Not the place for `update()`. */
  init(): void {}

  /** Runs once before the first update, when `page` is known: the place to make child controls. */
  build(): void {}

  /** Runs before each update that includes the control. Not the place for `update()`. */
  beforeUpdate(): void {}

  /** Sees each event before its handler; `false` drops it. */
  beforeEvent(_event: unknown): unknown {
    return true;
  }

  /** Runs after the control was added to the page. */
  didMount(): void {}

  /** Runs after the control was removed from the page. */
  willUnmount(): void {}

  /** Sends what changed in the control and below it. */
  update(): void {
    const node = this[nodeKey];
    if (node.isFrozen) {
      throw new Error(`${this.constructor.name} was rendered by a component: it cannot be updated`);
    }
    sessionOf(this).update([this]);
  }

  /** Calls a method of the control at the client; rejects with the client's error text. */
  protected invokeMethod(
    name: string,
    args?: Readonly<Record<string, unknown>>,
    options?: { readonly timeoutMs?: number },
  ): Promise<unknown> {
    return sessionOf(this).invokeMethod(this, name, args, options?.timeoutMs);
  }

  /** Sets an entry of `_internals`, a hint for the client that the class derives by itself. */
  protected setInternal(name: string, value: unknown): void {
    const { values, table } = this[nodeKey];
    const entries = (values._internals ?? { ...table.internals }) as Record<string, unknown>;
    if (value === undefined) delete entries[name];
    else entries[name] = value;
    if (values._internals === undefined) {
      values._internals = entries;
      this[nodeKey].watchEmpty("_internals", entries);
    }
    this[nodeKey].touch();
  }
}

const baseSpec: ControlSpec = {
  type: "",
  properties: [{ name: "key", wire: "key", kind: "scalar" }],
  events: [],
};
describeControl(BaseControl, baseSpec);
installAccessors(BaseControl.prototype, baseSpec.properties, baseSpec.events);

/** Base of the visible controls. */
export abstract class Control extends BaseControl {}

/** The session of a mounted control. */
export function sessionOf(control: BaseControl): ScopedSession {
  for (let node: TreeNode | null = control[nodeKey]; node !== null; node = node.parent) {
    const session = (node.owner as { [sessionKey]?: ScopedSession })[sessionKey];
    if (session !== undefined) return session;
  }
  throw new Error(`${control.constructor.name} must be added to the page first`);
}

/** Runs `init` unless it ran. */
export function initialize(control: BaseControl): void {
  const node = control[nodeKey];
  if (node.isInitialized) return;
  node.isInitialized = true;
  adoptFields(control);
  control.init();
}

/**
 * A class of an author's may set properties as fields: `class Panel extends ft.Column { spacing = 4 }`. Fields are
 * defined on the object and hide the tracked accessors, so they are moved behind them.
 */
function adoptFields(control: BaseControl): void {
  const { table } = control[nodeKey];
  for (const name of Object.keys(control)) {
    if (!table.properties.has(name) && !table.events.has(name)) continue;
    const value: unknown = Reflect.get(control, name);
    Reflect.deleteProperty(control, name);
    Reflect.set(control, name, value);
  }
}

/** Gives a control class its accessors and makes it callable without `new`; bases are defined on their own. */
export function defineControl<C extends abstract new (...args: never[]) => BaseControl>(
  cls: C,
  spec: ControlSpec,
): CallableClass<C> {
  describeControl(cls, spec);
  installAccessors(cls.prototype, spec.properties, spec.events);
  return callableClass(cls as never) as CallableClass<C>;
}
