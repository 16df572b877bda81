import type { ComponentInstance } from "../instance.ts";

/** Receives the observable that changed, and the field, null for the whole. */
export type Listener = (sender: object, field: string | null) => void;

/** The side of an observable that components and listeners hang on to. */
export class Watchable {
  readonly #sender: () => object;
  readonly #listeners = new Set<Listener>();
  readonly #watchers = new Set<ComponentInstance>();

  constructor(sender: () => object) {
    this.#sender = sender;
  }

  /** Calls a function after each change; returns what ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Renders a component again after each change; returns what ends it. */
  watch(component: ComponentInstance): () => void {
    this.#watchers.add(component);
    return () => void this.#watchers.delete(component);
  }

  changed(field: string | null): void {
    for (const watcher of [...this.#watchers]) watcher.schedule();
    for (const listener of [...this.#listeners]) listener(this.#sender(), field);
  }
}

/** Where an observable keeps its watchable. */
export const watchableKey: unique symbol = Symbol("flotilla.observable");

/** The watchable of an observable, or of a list or map in one; undefined for any other value. */
export function watchableOf(value: unknown): Watchable | undefined {
  if (typeof value !== "object" || value === null || !(watchableKey in value)) return undefined;
  return value[watchableKey] as Watchable;
}
