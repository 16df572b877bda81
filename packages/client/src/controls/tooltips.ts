import type { ControlMap } from "../view/control-map.ts";
import { loadChunk } from "../view/load-chunk.ts";

type Undo = () => void;

/** Shows the tooltips of all controls below `root`; what draws them comes with the first pointer or focus. */
export function watchTooltips(
  root: HTMLElement,
  get: (id: number) => ControlMap | undefined,
): Undo {
  let undo: Undo | undefined;
  let stopped = false;
  const load = (event: Event) => {
    stop();
    const { target } = event;
    void loadChunk(() => import("./tooltip-layer.ts")).then(({ showTooltips }) => {
      if (!stopped) undo = showTooltips(root, get, target);
    });
  };
  const stop = () => {
    root.removeEventListener("pointerover", load);
    root.removeEventListener("focusin", load);
  };
  root.addEventListener("pointerover", load);
  root.addEventListener("focusin", load);
  return () => {
    stopped = true;
    stop();
    undo?.();
  };
}
