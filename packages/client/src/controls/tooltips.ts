import type { ControlMap } from "../view/control-map.ts";
import { loadChunk } from "../view/load-chunk.ts";

/** Shows the tooltips of all controls below `root`; what draws them comes with the first pointer or focus. */
export function watchTooltips(
  root: HTMLElement,
  get: (id: number) => ControlMap | undefined,
): void {
  const load = (event: Event) => {
    root.removeEventListener("pointerover", load);
    root.removeEventListener("focusin", load);
    const { target } = event;
    void loadChunk(() => import("./tooltip-layer.ts")).then(({ showTooltips }) =>
      showTooltips(root, get, target),
    );
  };
  root.addEventListener("pointerover", load);
  root.addEventListener("focusin", load);
}
