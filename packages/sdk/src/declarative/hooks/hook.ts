import { currentScope } from "../../core/scope.ts";
import type { ComponentInstance } from "../instance.ts";

/** Stands for a value that makes itself again and is silently left out of checkpoints. */
export const unkept: unique symbol = Symbol("flotilla.unkept");

/** What one call of a hook keeps from render to render. */
export interface Hook {
  /** The name of the function, by which calls out of order are found. */
  readonly kind: string;
  /** The value that belongs into a checkpoint, or `unkept`; missing for hooks whose content is made again by rendering. */
  readonly kept?: () => unknown;
  /** Whether that value may change without a sign of it. */
  readonly isSilent?: () => boolean;
  readonly unmounted?: (() => void) | undefined;
}

/** The component that renders now; hooks work nowhere else. */
export function renderingComponent(hook: string): ComponentInstance {
  const instance = currentScope()?.session.components.current;
  if (instance) return instance;
  throw new Error(
    `${hook} was called outside of a component: hooks work only while the function given to ft.component runs, not in handlers, effects or main`,
  );
}
