import { useContext, useEffect, useReducer } from "preact/hooks";
import { controlsOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { RendererProvider } from "../view/renderer.ts";

/** The controls of a property that the caller draws by itself (options, tabs, cells); follows their changes. */
export function useParts(value: unknown): ControlMap[] {
  const renderer = useContext(RendererProvider);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const all = allOf(value);
  const ids = all.map((part) => part._i).join();
  useEffect(() => {
    const subscriber = { redraw: () => redraw(undefined), hasOtherFill: () => false };
    const undos =
      ids === "" ? [] : ids.split(",").map((id) => renderer?.subscribe(Number(id), subscriber));
    return () => {
      for (const undo of undos) undo?.();
    };
  }, [renderer, ids]);
  return controlsOf(value);
}

// Invisible parts and components are followed too: they may become visible or hold something else.
function allOf(value: unknown): ControlMap[] {
  if (Array.isArray(value)) return value.flatMap(allOf);
  if (typeof value !== "object" || value === null || !("_i" in value)) return [];
  const part = value as ControlMap;
  return part._c === "C" ? [part, ...allOf(part._b)] : [part];
}
