import type { ComponentChildren, CSSProperties } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Frame } from "../view/registry.ts";
import type { Opening } from "./use-open.ts";

interface Props {
  readonly opening: Opening;
  readonly frame: Frame;
  readonly class: string;
  readonly style: CSSProperties;
  /** The visitor may close it by Escape or a click beside it. */
  readonly dismissible: boolean;
  readonly name: { "aria-labelledby"?: string; "aria-label"?: string };
  /** The focus goes to the dialog itself, not to the first thing in it that can have it. */
  readonly takesFocus?: boolean;
  readonly onPointerDown?: (event: PointerEvent) => void;
  readonly children: ComponentChildren;
}

/** A dialog of the browser: the rest of the page is inert while it is open, the focus goes in and comes back. */
export function Modal({
  opening,
  frame,
  class: className,
  style,
  dismissible,
  name,
  takesFocus = false,
  onPointerDown,
  children,
}: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const { phase, close } = opening;
  const returnTo = useRef<Element | null>(null);
  const giveBack = () => {
    const { current } = returnTo;
    returnTo.current = null;
    if (current instanceof HTMLElement && current.isConnected) current.focus();
  };
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (phase === "open" && dialog && !dialog.open) {
      returnTo.current = document.activeElement;
      dialog.showModal();
      if (takesFocus) dialog.focus();
    }
    if (phase === "hidden") giveBack();
  }, [phase]);
  useLayoutEffect(() => giveBack, []);
  if (phase === "hidden") return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key, it arrives as `cancel`
    <dialog
      {...frame}
      {...name}
      ref={(element) => {
        ref.current = element;
        frame.ref(element);
      }}
      class={`fl-modal ${className}${phase === "closing" ? " fl-closing" : ""}`}
      style={style}
      tabIndex={-1}
      {...(onPointerDown ? { onPointerDown } : {})}
      onCancel={(event) => {
        event.preventDefault();
        if (dismissible && phase === "open") close();
      }}
      onClick={(event) => {
        if (
          event.target === event.currentTarget &&
          dismissible &&
          phase === "open" &&
          isBeside(event)
        )
          close();
      }}
    >
      {children}
    </dialog>
  );
}

function isBeside({
  currentTarget,
  clientX,
  clientY,
}: {
  currentTarget: HTMLElement;
  clientX: number;
  clientY: number;
}): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
