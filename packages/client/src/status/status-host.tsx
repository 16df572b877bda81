import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";
import { loadChunk } from "../view/load-chunk.ts";
import { Late } from "./late.tsx";
import type { StatusProps } from "./status-state.ts";

const loadingMs = 300;

/** Shows how the session goes: that the page is loading, and whatever comes then, by a chunk that is there once it stands. */
export function StatusHost(props: StatusProps): ComponentChild {
  const { status } = props;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [later, setLater] = useState<typeof import("../page/once-drawn.ts")>();
  useLayoutEffect(() => status.listen(() => redraw(undefined)), [status]);
  const { isLoading } = status;
  useEffect(() => {
    if (!isLoading) void loadChunk(() => import("../page/once-drawn.ts")).then(setLater);
  }, [isLoading]);
  if (!isLoading) return later ? <later.StatusView {...props} /> : null;
  return (
    <Late ms={loadingMs}>
      <div class="fl-loading" role="progressbar" aria-label="Loading" />
    </Late>
  );
}
