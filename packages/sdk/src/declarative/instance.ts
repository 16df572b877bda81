import { takeSnapshot } from "../core/serialize.ts";
import { nodeKey, type TreeNode } from "../core/tree-node.ts";
import { ComponentControl } from "./component-control.ts";
import type { Components } from "./components.ts";
import { sameContexts } from "./context-values.ts";
import type { Definition } from "./definition.ts";
import { EffectHook } from "./hooks/effect-hook.ts";
import type { Hook } from "./hooks/hook.ts";
import { type Watchable, watchableOf } from "./observable/watchable.ts";
import { adopt, bodyOf, freeze } from "./rendered.ts";
import { sameProps } from "./same-props.ts";

const maxOwnRequests = 50;

/** One component on a page from its first render until it leaves: its hooks, what it watches, where it stands. */
export class ComponentInstance {
  readonly components: Components;
  readonly definition: Definition;
  readonly hooks: Hook[] = [];
  /** Takes the errors of components below; only of error boundaries. */
  catchError: ((error: unknown) => void) | null = null;
  /** Components that use the context that this one provides. */
  readonly consumers = new Set<ComponentInstance>();
  #control: ComponentControl;
  #cursor = 0;
  #isFirstRender = true;
  #isMounted = false;
  #isDirty = false;
  /** How often in a row a render has asked for the next one. */
  #ownRequests = 0;
  #renderedProps: Readonly<Record<string, unknown>> | null = null;
  readonly #watched = new Map<Watchable, () => void>();

  constructor(components: Components, control: ComponentControl) {
    this.components = components;
    this.definition = control.definition;
    this.#control = control;
  }

  /** The element that presents this instance now. */
  get control(): ComponentControl {
    return this.#control;
  }

  get isMounted(): boolean {
    return this.#isMounted;
  }

  get isDirty(): boolean {
    return this.#isDirty;
  }

  /** The component around this one: the next above in the tree, for dialogs the one that made them. */
  get parent(): ComponentInstance | null {
    return this.holder ?? this.#control.owner;
  }

  /** The next component above in the tree. */
  get holder(): ComponentInstance | null {
    for (
      let node: TreeNode | null = this.#control[nodeKey].parent;
      node !== null;
      node = node.parent
    ) {
      const { owner } = node;
      if (owner instanceof ComponentControl) return owner.instance;
    }
    return null;
  }

  get depth(): number {
    let depth = 0;
    for (let at = this.parent; at !== null; at = at.parent) depth++;
    return depth;
  }

  /** Fills an element with a rendering, or with the last one if it is memoized and nothing changed. */
  present(control: ComponentControl): void {
    const before = this.#control;
    this.#control = control;
    if (this.#providesOther(before)) for (const consumer of this.consumers) consumer.schedule();
    const { values } = control[nodeKey];
    if (this.#canSkip(control) && control !== before) {
      values.body = before[nodeKey].values.body;
      adopt(values.body, control[nodeKey]);
      return;
    }
    try {
      values.body = this.#render();
    } catch (error) {
      values.body = undefined;
      this.components.failed(this, error);
      return;
    }
    this.#runEffects();
  }

  /** Renders again in place and sends what differs. */
  update(): void {
    const control = this.#control;
    const node = control[nodeKey];
    const before = node.values.body ?? null;
    let after: unknown;
    try {
      after = this.#render();
    } catch (error) {
      this.components.failed(this, error);
      return;
    }
    node.values.body = after;
    if (typeof after === "object" && after !== null) takeSnapshot(node, "body", after);
    else node.snapshots?.delete("body");
    this.components.session.updateRendered(control, "_b", before, after);
    this.#runEffects();
  }

  /** A hook's value has changed, or may have. */
  touch(): void {
    this.components.kept?.mark(this);
  }

  /** Asks for a render shortly after what runs now. */
  schedule(): void {
    if (this.components.current === this && ++this.#ownRequests > maxOwnRequests) {
      throw new Error(
        `${this.definition.label} sets a state in every render: set it in a handler or an effect`,
      );
    }
    this.#isDirty = true;
    this.touch();
    if (this.#isMounted) this.components.schedule(this);
  }

  /** The hook of this call: the one of the last render, or a new one. */
  slot<H extends Hook>(kind: string, make: (index: number) => H): H {
    const index = this.#cursor++;
    const known = this.hooks[index];
    if (known !== undefined) {
      if (known.kind !== kind)
        throw this.#disorder(`call ${index + 1} is ${kind}, before it was ${known.kind}`);
      return known as H;
    }
    if (!this.#isFirstRender) throw this.#disorder(`${kind} is one more than before`);
    const hook = make(index);
    this.hooks.push(hook);
    return hook;
  }

  /** Renders again when the observable changes, until the next render. */
  watch(watchable: Watchable): void {
    if (this.#watched.has(watchable)) return;
    this.#watched.set(watchable, watchable.watch(this));
  }

  /** The same, for any value that may be an observable. */
  watchValue(value: unknown): void {
    const watchable = watchableOf(value);
    if (watchable !== undefined) this.watch(watchable);
  }

  mounted(): void {
    if (this.#isMounted) return;
    this.#isMounted = true;
    for (const hook of this.hooks) {
      if (hook instanceof EffectHook) this.components.scheduleEffect(() => hook.start());
    }
    if (this.#isDirty) this.components.schedule(this);
  }

  unmounted(): void {
    const wasMounted = this.#isMounted;
    this.#isMounted = false;
    this.#unwatch();
    for (const hook of this.hooks) {
      if (hook instanceof EffectHook && wasMounted) {
        this.components.scheduleEffect(() => hook.stop());
      }
      hook.unmounted?.();
    }
    this.components.forget(this);
  }

  /** Whether components below, or this one, find another value for a context here than in the last element. */
  #providesOther({ contexts, props }: ComponentControl): boolean {
    const now = this.#control;
    if (this.definition.context !== null && !Object.is(props.value, now.props.value)) return true;
    return !sameContexts(contexts, now.contexts);
  }

  #canSkip(control: ComponentControl): boolean {
    return (
      control.isMemo &&
      !this.#isDirty &&
      this.#renderedProps !== null &&
      sameProps(this.#renderedProps, control.props)
    );
  }

  #render(): unknown {
    this.#isDirty = false;
    this.#cursor = 0;
    this.#unwatch();
    const { props } = this.#control;
    for (const value of Object.values(props)) this.watchValue(value);
    try {
      const rendered = this.components.render(this, () => this.definition.render(props as never));
      if (this.#cursor < this.hooks.length) {
        throw this.#disorder(`${this.#cursor} calls, before there were ${this.hooks.length}`);
      }
      const body = bodyOf(rendered, this.definition.label);
      freeze(body);
      this.#renderedProps = props;
      this.#isFirstRender = false;
      this.components.kept?.rendered(this);
      if (!this.#isDirty) this.#ownRequests = 0;
      return body;
    } catch (error) {
      if (this.#isFirstRender) this.hooks.length = 0;
      throw error;
    }
  }

  #runEffects(): void {
    if (!this.#isMounted) return;
    for (const hook of this.hooks) {
      if (!(hook instanceof EffectHook) || !hook.isDue) continue;
      this.components.scheduleEffect(() => hook.stop());
      this.components.scheduleEffect(() => hook.start());
    }
  }

  #unwatch(): void {
    for (const dispose of this.#watched.values()) dispose();
    this.#watched.clear();
  }

  #disorder(what: string): Error {
    return new Error(
      `${this.definition.label}: hooks must be called in the same order in every render (${what}); do not call them in conditions or loops`,
    );
  }
}
