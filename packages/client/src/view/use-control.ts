import { useContext, useLayoutEffect, useReducer } from "preact/hooks";
import type { ControlMap } from "./control-map.ts";
import { RendererProvider } from "./renderer.ts";

/** Another control that the calling component shows something of (an ancestor, the page); follows its changes. */
export function useControl(id: number | undefined): ControlMap | undefined {
  const renderer = useContext(RendererProvider);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  // Before the next packet can come, which may be sooner than the next frame.
  useLayoutEffect(
    () =>
      id === undefined
        ? undefined
        : renderer?.subscribe(id, { redraw: () => redraw(undefined), hasOtherFill: () => false }),
    [renderer, id],
  );
  return id === undefined ? undefined : renderer?.get(id);
}
