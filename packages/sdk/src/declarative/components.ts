import type { BaseControl } from "../core/base-control.ts";
import type { ScopedSession } from "../core/scope.ts";
import type { ComponentControl } from "./component-control.ts";
import { type ContextValues, noContexts } from "./context-values.ts";
import { ComponentInstance } from "./instance.ts";
import type { KeptComponents } from "./state/kept-components.ts";
import type { SavedState } from "./state/saved-state.ts";

/** What the components of a session need from it. */
export interface ComponentsHost {
  readonly session: ScopedSession;
  /** Runs something of the app's in a scope of the session. */
  inScope<T>(run: () => T): T;
  /** Shows an error that nobody caught. */
  fail(error: unknown): void;
}

/** All components of a session: which one renders, which are to render again, and which effects are to run. */
export class Components {
  readonly #host: ComponentsHost;
  readonly #mounted = new Set<ComponentInstance>();
  readonly #dirty = new Set<ComponentInstance>();
  readonly #controls = new Set<BaseControl>();
  #effects: (() => unknown)[] = [];
  #scheduled: NodeJS.Immediate | null = null;
  #current: ComponentInstance | null = null;
  #contexts = noContexts;
  #isClosed = false;
  /** Follows what the hooks hold, once there are components and if that is to be kept. */
  kept: KeptComponents | null = null;
  makeKept: (() => KeptComponents) | null = null;
  /** What the hooks kept in an earlier run. */
  saved: SavedState | null = null;
  /** Whether the page's content is rendered: then handlers are not followed by updates. */
  isActive = false;

  constructor(host: ComponentsHost) {
    this.#host = host;
  }

  get session(): ScopedSession {
    return this.#host.session;
  }

  /** The component that renders now. */
  get current(): ComponentInstance | null {
    return this.#current;
  }

  /** What is provided where the render is now. */
  get contexts(): ContextValues {
    return this.#contexts;
  }

  /** Whether nothing is to be rendered or run. */
  get isIdle(): boolean {
    return this.#dirty.size + this.#controls.size + this.#effects.length === 0;
  }

  create(control: ComponentControl): ComponentInstance {
    this.kept ??= this.makeKept?.() ?? null;
    const instance = new ComponentInstance(this, control);
    this.#mounted.add(instance);
    return instance;
  }

  forget(instance: ComponentInstance): void {
    this.#mounted.delete(instance);
    this.#dirty.delete(instance);
    this.kept?.forget(instance);
  }

  /** Runs a render; what it makes belongs to the component, or to nobody if there is none. */
  render<T>(instance: ComponentInstance | null, render: () => T): T {
    const outer = this.#current;
    const outerContexts = this.#contexts;
    this.#current = instance;
    this.#contexts = noContexts;
    try {
      return this.#host.inScope(render);
    } finally {
      this.#current = outer;
      this.#contexts = outerContexts;
    }
  }

  /** Runs a function whose elements find a value for a context. */
  withContext<T>(context: object, value: unknown, run: () => T): T {
    const outer = this.#contexts;
    this.#contexts = new Map(outer).set(context, value);
    try {
      return run();
    } finally {
      this.#contexts = outer;
    }
  }

  /** A component is to be rendered again shortly after what runs now. */
  schedule(instance: ComponentInstance): void {
    this.#dirty.add(instance);
    this.#wake();
  }

  /** A control beside the rendered ones is to be updated then. */
  scheduleControl(control: BaseControl): void {
    this.#controls.add(control);
    this.#wake();
  }

  /** Something is to run after the next renders were sent. */
  scheduleEffect(run: () => unknown): void {
    this.#effects.push(run);
    this.#wake();
  }

  /** Renders what is to be rendered, outer components first, then runs the effects that were waiting. */
  flush(): void {
    if (this.#scheduled !== null) clearImmediate(this.#scheduled);
    this.#scheduled = null;
    if (!this.isIdle) {
      this.#host.inScope(() => {
        this.#renderDirty();
        this.#runEffects();
      });
    }
  }

  /** A render has failed: the nearest error boundary shows it, else the client does. */
  failed(instance: ComponentInstance, error: unknown): void {
    for (let at = instance.parent; at !== null; at = at.parent) {
      if (at.catchError === null) continue;
      at.catchError(error);
      return;
    }
    this.#host.fail(error);
  }

  /** What is kept for a hook of a component that renders for the first time, or else its initial value. */
  takeSaved(instance: ComponentInstance, index: number, kind: string, initial: unknown): unknown {
    return this.saved === null ? initial : this.saved.take(instance, index, kind, initial);
  }

  /** The session ends: effects are undone, nothing renders any more. */
  close(): void {
    if (this.#isClosed) return;
    this.#host.inScope(() => {
      for (const instance of [...this.#mounted]) instance.unmounted();
      this.#runEffects();
    });
    this.#isClosed = true;
    this.kept = null;
    this.makeKept = null;
    this.#dirty.clear();
    this.#controls.clear();
    this.#effects = [];
    if (this.#scheduled !== null) clearImmediate(this.#scheduled);
    this.#scheduled = null;
  }

  #renderDirty(): void {
    const instances = [...this.#dirty].sort((a, b) => a.depth - b.depth);
    const controls = [...this.#controls];
    this.#dirty.clear();
    this.#controls.clear();
    for (const instance of instances) {
      if (instance.isDirty && instance.isMounted) this.#guarded(() => instance.update());
    }
    for (const control of controls) this.#guarded(() => this.session.update([control]));
  }

  #runEffects(): void {
    const effects = this.#effects;
    this.#effects = [];
    for (const run of effects) this.#guarded(run);
  }

  #guarded(run: () => unknown): void {
    try {
      const result = run();
      if (result instanceof Promise) result.catch((error: unknown) => this.#host.fail(error));
    } catch (error) {
      this.#host.fail(error);
    }
  }

  #wake(): void {
    if (this.#isClosed || this.#scheduled !== null) return;
    this.#scheduled = setImmediate(() => {
      this.#scheduled = null;
      this.flush();
    });
  }
}
