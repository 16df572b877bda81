import type { ComponentInstance } from "../instance.ts";
import { type Hook, renderingComponent } from "./hook.ts";

/** Sets a state: to a value, or to what a function makes of the present one. */
export type SetState<S> = (next: S | ((previous: S) => S)) => void;

class StateHook<S> implements Hook {
  readonly kind: string;
  readonly #instance: ComponentInstance;
  value: S;

  constructor(kind: string, instance: ComponentInstance, value: S) {
    this.kind = kind;
    this.#instance = instance;
    this.value = value;
  }

  readonly kept = (): unknown => this.value;
  readonly isSilent = (): boolean => typeof this.value === "object" && this.value !== null;

  readonly set: SetState<S> = (next) => {
    const value = typeof next === "function" ? (next as (previous: S) => S)(this.value) : next;
    if (Object.is(value, this.value)) {
      if (this.isSilent()) this.#instance.touch(); // changed in place, perhaps
      return;
    }
    this.value = value;
    this.#instance.schedule();
  };
}

/** A value that lasts from render to render. Setting a value that is not the same one (`Object.is`) renders again. */
export function useState<S>(initial: S | (() => S)): [S, SetState<S>];
export function useState<S = undefined>(): [S | undefined, SetState<S | undefined>];
export function useState<S>(initial?: S | (() => S)): [S | undefined, SetState<S | undefined>] {
  const hook = stateHook<S | undefined>("useState", initial);
  return [hook.value, hook.set];
}

/** A state whose next value is made by a function of the present one and an action. */
export function useReducer<S, A>(
  reducer: (state: S, action: A) => S,
  initial: S | (() => S),
): [S, (action: A) => void] {
  const hook = stateHook<S>("useReducer", initial) as StateHook<S> & {
    reducer?: typeof reducer;
    dispatch?: (action: A) => void;
  };
  hook.reducer = reducer;
  hook.dispatch ??= (action) => hook.set((state) => (hook.reducer ?? reducer)(state, action));
  return [hook.value, hook.dispatch];
}

function stateHook<S>(kind: string, initial: S | (() => S)): StateHook<S> {
  const instance = renderingComponent(kind);
  const hook = instance.slot(kind, (index) => {
    const value = typeof initial === "function" ? (initial as () => S)() : initial;
    const saved = instance.components.takeSaved(instance, index, kind, value) as S;
    return new StateHook<S>(kind, instance, saved);
  });
  instance.watchValue(hook.value);
  return hook;
}
