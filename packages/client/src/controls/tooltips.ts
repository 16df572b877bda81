import type { ControlMap } from "../view/control-map.ts";
import { loadChunk } from "../view/load-chunk.ts";
import type { TooltipLayer } from "./tooltip-layer.ts";

/**
 * Shows the tooltips of all controls below `root`: when the pointer rests on one or it gets the focus by keys, until
 * the pointer leaves, the focus goes, or Escape. What has the focus keeps its tooltip while the pointer is on nothing
 * that has one. What draws them comes with the first pointer or focus.
 */
export function watchTooltips(
  root: HTMLElement,
  get: (id: number) => ControlMap | undefined,
): void {
  let pointed: EventTarget | null = null;
  let focused: EventTarget | null = null;
  let layer: TooltipLayer | undefined;
  let isLoading = false;
  const follow = () => {
    if (layer) layer.show(pointed, focused);
    else if (!isLoading && (pointed || focused)) {
      isLoading = true;
      void loadChunk(() => import("./tooltip-layer.ts")).then((loaded) => {
        layer = new loaded.TooltipLayer(root, get);
        follow();
      });
    }
  };
  const dismiss = () => {
    pointed = null;
    focused = null;
    follow();
  };
  root.addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType === "touch") return;
    pointed = target;
    follow();
  });
  root.addEventListener("pointerleave", () => {
    pointed = null;
    follow();
  });
  root.addEventListener("pointerdown", dismiss);
  root.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element && target.matches(":focus-visible"))) return;
    focused = target;
    follow();
  });
  root.addEventListener("focusout", () => {
    focused = null;
    follow();
  });
  root.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") dismiss();
  });
}
