import type { Children } from "./children.ts";
import { component } from "./component.ts";
import { renderingComponent } from "./hooks/hook.ts";
import { useState } from "./hooks/use-state.ts";

/** Properties of `ErrorBoundary`. */
export interface ErrorBoundaryProps {
  readonly children?: Children;
  /** What is shown instead of the children after one of the components in them failed to render. */
  readonly fallback: Children | ((error: unknown, retry: () => void) => Children);
  /** Is told of each error. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Shows something else when a component below it throws while it renders; without one, the session shows its error view.
 * Errors of handlers and effects are not caught.
 */
export const ErrorBoundary = component(
  ({ children, fallback, onError }: ErrorBoundaryProps): Children => {
    const boundary = renderingComponent("ErrorBoundary");
    const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
    boundary.catchError = null; // errors of what is shown instead go further up
    if (failure === null) {
      boundary.catchError = (error) => {
        setFailure((first) => first ?? { error });
        onError?.(error);
      };
      return children;
    }
    if (typeof fallback !== "function") return fallback;
    return fallback(failure.error, () => setFailure(null));
  },
  "ErrorBoundary",
);
