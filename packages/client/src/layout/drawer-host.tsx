import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { controlOf } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import { Control } from "../view/control.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inCell, type LayoutContext } from "../view/layout-context.ts";

/** What a View does with one of its drawers. */
export interface DrawerHandle {
  readonly open: () => void;
  readonly close: () => void;
  /** The drawer over the view, if it is open. */
  readonly layer: ComponentChild;
}

/** Keeps a drawer of a View at the start or the end side: opened by the app, closed by it or by the visitor. */
export function useDrawer(value: unknown, side: "start" | "end", ctx: LayoutContext): DrawerHandle {
  const client = useClient();
  const drawer = controlOf(value);
  const [isOpen, setOpen] = useState(false);
  const returnTo = useRef<Element | null>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const close = (dismissed: ControlMap) => {
    sheet.current = null; // the focus may leave now
    setOpen(false);
    if (returnTo.current instanceof HTMLElement) returnTo.current.focus();
    client.trigger(dismissed, "dismiss", null, "always");
  };
  useEffect(() => {
    if (!drawer) setOpen(false);
  }, [drawer]);
  useEffect(() => {
    if (!isOpen) return;
    sheet.current?.focus();
    const keep = ({ target }: FocusEvent) => {
      const layer = sheet.current?.parentElement;
      if (layer && target instanceof Node && !layer.contains(target)) sheet.current?.focus();
    };
    document.addEventListener("focusin", keep);
    return () => document.removeEventListener("focusin", keep);
  }, [isOpen]);
  return {
    open: () => {
      returnTo.current = document.activeElement;
      setOpen(drawer !== undefined);
    },
    close: () => {
      if (isOpen && drawer) close(drawer);
    },
    layer:
      isOpen && drawer ? (
        <div
          class={`fl-drawer-layer fl-drawer-${side}`}
          role="dialog"
          aria-modal="true"
          aria-label="Navigation menu"
          onKeyDown={(event) => {
            if (event.key === "Escape") close(drawer);
          }}
        >
          <button
            type="button"
            class="fl-barrier"
            tabIndex={-1}
            aria-label="Close"
            onClick={() => close(drawer)}
          />
          <div ref={sheet} class="fl-drawer fl-cell" tabIndex={-1}>
            <Control id={drawer._i} ctx={inCell(ctx, { width: "loose", height: "tight" })} />
          </div>
        </div>
      ) : null,
  };
}
