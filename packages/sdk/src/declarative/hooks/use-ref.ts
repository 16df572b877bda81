import { isTracked } from "../../core/same-value.ts";
import { type Hook, renderingComponent, unkept } from "./hook.ts";

/** Holds a value that renders neither see change nor follow. */
export interface MutableRef<T> {
  current: T;
}

class RefHook implements Hook {
  readonly kind = "useRef";
  readonly ref: MutableRef<unknown>;

  constructor(current: unknown) {
    this.ref = { current };
  }

  /** A control is set again when it is rendered. */
  readonly kept = (): unknown => (isTracked(this.ref.current) ? unkept : this.ref.current);
  readonly isSilent = (): boolean => true;
}

/** The same holder in every render; give it as `ref` to a control to reach the control. */
export function useRef<T>(initial: T | (() => T)): MutableRef<T>;
export function useRef<T>(initial?: T | null): MutableRef<T | null>;
export function useRef(initial: unknown = null): MutableRef<unknown> {
  const instance = renderingComponent("useRef");
  const hook = instance.slot("useRef", (index) => {
    const value: unknown = typeof initial === "function" ? initial() : initial;
    return new RefHook(instance.components.takeSaved(instance, index, "useRef", value));
  });
  return hook.ref;
}
