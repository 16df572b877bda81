import { sameItems } from "../same-props.ts";
import { type Hook, renderingComponent } from "./hook.ts";

/** Values that decide whether something is done again; compared by identity. */
export type Dependencies = readonly unknown[];

class MemoHook implements Hook {
  readonly kind: string;
  value: unknown;
  dependencies: Dependencies | undefined;

  constructor(kind: string) {
    this.kind = kind;
  }
}

/** The calculated value, calculated again only when a dependency changed; without dependencies, in every render. */
export function useMemo<T>(calculate: () => T, dependencies?: Dependencies): T {
  return memoized("useMemo", calculate, dependencies);
}

/** The function of the first render, or of the last one in which a dependency had changed. */
export function useCallback<F extends (...args: never[]) => unknown>(
  callback: F,
  dependencies?: Dependencies,
): F {
  return memoized("useCallback", () => callback, dependencies);
}

function memoized<T>(kind: string, calculate: () => T, dependencies: Dependencies | undefined): T {
  const hook = renderingComponent(kind).slot(kind, () => new MemoHook(kind));
  const known = hook.dependencies;
  if (known === undefined || dependencies === undefined || !sameItems(known, dependencies)) {
    hook.value = calculate();
    hook.dependencies = dependencies;
  }
  return hook.value as T;
}
