import { BaseControl, defineControl, sessionOf } from "../core/base-control.ts";
import { continuesKey } from "../core/diff/rebuild.ts";
import { currentScope } from "../core/scope.ts";
import { nodeKey } from "../core/tree-node.ts";
import { renderedKey } from "../page/views.ts";
import { type ContextValues, noContexts } from "./context-values.ts";
import type { Definition } from "./definition.ts";
import type { ComponentInstance } from "./instance.ts";

/**
 * A component's place in the tree (`C` on the wire) for one rendering of its parent. What lasts – hooks, effects,
 * subscriptions – is in its instance, which goes on to the element that continues this one.
 */
export class ComponentControl extends BaseControl {
  /** What was rendered. */
  declare body: unknown;
  readonly definition: Definition;
  readonly props: Readonly<Record<string, unknown>>;
  readonly isMemo: boolean;
  /** The component in whose render this was made; null outside of renders. */
  readonly owner: ComponentInstance | null;
  /** Values of contexts that were provided around the place where this was made. */
  readonly contexts: ContextValues;
  #instance: ComponentInstance | null = null;
  #continued: ComponentControl | null = null;

  constructor(definition: Definition, props: object, isMemo: boolean) {
    const { key, ...rest } = props as Record<string, unknown>;
    super(key === undefined ? {} : { key });
    this.definition = definition;
    this.props = rest;
    this.isMemo = isMemo;
    const components = currentScope()?.session.components;
    this.owner = components?.current ?? null;
    this.contexts = components?.contexts ?? noContexts;
    this[nodeKey].isFrozen = true;
  }

  /** The instance that is presented here, null before the first render and after another element took over. */
  get instance(): ComponentInstance | null {
    return this.#instance;
  }

  get [renderedKey](): unknown {
    return this.body;
  }

  /** The same component, with the same key, in the same place: the instance goes on in the new element. */
  [continuesKey](before: ComponentControl): boolean {
    if (before.definition !== this.definition) return false;
    this.#continued = before;
    return true;
  }

  /** Renders, the first time it is part of the tree; later renders are started by the instance. */
  override beforeUpdate(): void {
    if (this.#instance !== null) return;
    this.#instance = this.#continued?.handOver() ?? null;
    this.#continued = null;
    this.#instance ??= sessionOf(this).components.create(this);
    this.#instance.present(this);
  }

  override didMount(): void {
    this.#instance?.mounted();
  }

  override willUnmount(): void {
    this.#instance?.unmounted();
    this.#instance = null;
    this[nodeKey].values.body = undefined;
  }

  /** Lets another element present the instance. */
  handOver(): ComponentInstance | null {
    const instance = this.#instance;
    this.#instance = null;
    return instance;
  }
}
defineControl(ComponentControl, {
  type: "C",
  properties: [{ name: "body", wire: "_b", kind: "control", structural: true }],
  events: [],
});
