import { currentScope } from "../../core/scope.ts";
import type { ComponentInstance } from "../instance.ts";

/** What one call of a hook keeps from render to render. */
export interface Hook {
  /** The name of the function, by which calls out of order are found. */
  readonly kind: string;
  /** What belongs into a checkpoint; missing for hooks whose content is made again by rendering. */
  readonly saved?: () => unknown;
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
