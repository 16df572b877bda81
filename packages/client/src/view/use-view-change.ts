import { useLayoutEffect, useRef } from "preact/hooks";
import type { ViewChanges } from "./view-changes.ts";

/** Follows which view is on top: while this runs, the page still stands as before. */
export function useViewChange(changes: ViewChanges, top: number | undefined): void {
  const last = useRef(top);
  const end = useRef<(() => void) | undefined>(undefined);
  if (last.current !== top) end.current = changes.begin();
  last.current = top;
  useLayoutEffect(() => {
    end.current?.();
    end.current = undefined;
  }, [top]);
}
