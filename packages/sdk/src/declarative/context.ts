import { currentScope } from "../core/scope.ts";
import type { Control } from "../generated/base.ts";
import type { Children } from "./children.ts";
import { elementMaker } from "./component.ts";
import { type Component, Definition } from "./definition.ts";
import { type Hook, renderingComponent } from "./hooks/hook.ts";
import type { ComponentInstance } from "./instance.ts";

/** Properties of `Provider`: the value, and what may use it, or a function that makes it. */
export interface ProviderProps<T> {
  readonly value: T;
  readonly children?: Children | (() => Children);
}

/** A value that components below use without passing it on: call it with a value and a function that makes them. */
export interface Context<T> {
  <R>(value: T, make: () => R): R;
  readonly defaultValue: T;
  /** The same as a component: `<Theme.Provider value={…}>…</Theme.Provider>`. */
  readonly Provider: Component<ProviderProps<T>, Control>;
}

/** Makes a context; `defaultValue` is what components use that nobody has provided a value for. */
export function createContext<T>(defaultValue: T): Context<T> {
  const context = (value: T, make: () => unknown): unknown => {
    const components = currentScope()?.session.components;
    if (components === undefined) {
      throw new Error("a context can be provided only while a component renders");
    }
    return components.withContext(context, value, make);
  };
  const definition = new Definition(renderChildren, "Provider", context);
  const Provider = elementMaker(definition, false);
  return Object.assign(context, { defaultValue, Provider }) as unknown as Context<T>;
}

function renderChildren({ children }: ProviderProps<unknown>): unknown {
  return typeof children === "function" ? children() : children;
}

class ContextHook implements Hook {
  readonly kind = "useContext";
  readonly #user: ComponentInstance;
  #provider: ComponentInstance | null = null;

  constructor(user: ComponentInstance) {
    this.#user = user;
  }

  follow(provider: ComponentInstance | null): void {
    this.#provider?.consumers.delete(this.#user);
    this.#provider = provider;
    provider?.consumers.add(this.#user);
  }

  readonly unmounted = (): void => this.follow(null);
}

/** The value that is provided nearest above the component. */
export function useContext<T>(context: Context<T>): T {
  const instance = renderingComponent("useContext");
  const hook = instance.slot("useContext", () => new ContextHook(instance));
  const { provider, value } = provided(context, instance);
  hook.follow(provider);
  instance.watchValue(value);
  return value;
}

function provided<T>(
  context: Context<T>,
  user: ComponentInstance,
): { provider: ComponentInstance | null; value: T } {
  for (let at: ComponentInstance | null = user; at !== null; at = at.parent) {
    const { contexts, props } = at.control;
    if (at !== user && at.definition.context === context) {
      return { provider: at, value: props.value as T };
    }
    if (contexts.has(context)) return { provider: at, value: contexts.get(context) as T };
  }
  return { provider: null, value: context.defaultValue };
}
