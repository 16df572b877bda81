import type { ControlMap } from "../view/control-map.ts";

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
    void import("./tooltip-layer.ts").then(({ showTooltips }) => {
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
