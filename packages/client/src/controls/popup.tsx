import type { ComponentChildren, CSSProperties, HTMLAttributes } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Props extends Omit<HTMLAttributes<HTMLDivElement>, "ref" | "style"> {
  /** The element that the popup belongs to. */
  readonly anchor: HTMLElement | null | undefined;
  /** Over the anchor, below it, or below and as wide as it. */
  readonly placement: "over" | "below" | "beside";
  readonly width?: "anchor" | number | undefined;
  /** Widths are multiples of this. */
  readonly widthStep?: number;
  /** Moves it from its place. */
  readonly shift?: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
  /** Called when it is on the page, in its place: the time to move the focus. */
  readonly onShow?: (popup: HTMLElement) => void;
  readonly style?: CSSProperties;
  readonly children: ComponentChildren;
}

const margin = 8;
const noShift = { x: 0, y: 0 };

/**
 * Something that opens at a control, above everything else, until Escape or a click elsewhere.
 * What comes to lie under the pointer is not highlighted before the pointer moves (`data-still`).
 */
export function Popup({
  anchor,
  placement,
  width,
  widthStep = 1,
  shift = noShift,
  onClose,
  onShow,
  style,
  children,
  ...rest
}: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const closing = useRef(onClose);
  closing.current = onClose;
  useLayoutEffect(() => {
    const popup = ref.current;
    if (!popup || !anchor) return;
    popup.dataset.still = "";
    popup.showPopover();
    placePopup(popup, anchor.getBoundingClientRect(), { placement, width, widthStep, shift });
    onShow?.(popup);
  }, [anchor, placement, width]);
  useLayoutEffect(() => {
    const elsewhere = (event: Event) => {
      if (!(event.target instanceof Node)) return;
      if (ref.current?.contains(event.target) || anchor?.contains(event.target)) return;
      closing.current();
    };
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      closing.current();
    };
    const away = () => closing.current();
    const moved = ({ movementX, movementY }: PointerEvent) => {
      if (movementX || movementY) delete ref.current?.dataset.still;
    };
    document.addEventListener("pointermove", moved, true);
    document.addEventListener("pointerdown", elsewhere, true);
    document.addEventListener("keydown", leave, true);
    document.addEventListener("scroll", elsewhere, true);
    window.addEventListener("resize", away);
    return () => {
      document.removeEventListener("pointermove", moved, true);
      document.removeEventListener("pointerdown", elsewhere, true);
      document.removeEventListener("keydown", leave, true);
      document.removeEventListener("scroll", elsewhere, true);
      window.removeEventListener("resize", away);
    };
  }, [anchor]);
  return (
    <div {...rest} ref={ref} popover="manual" style={style ?? {}}>
      {children}
    </div>
  );
}

interface Place {
  readonly placement: Props["placement"];
  readonly width: Props["width"];
  readonly widthStep: number;
  readonly shift: { readonly x: number; readonly y: number };
}

function placePopup(
  popup: HTMLElement,
  anchor: DOMRect,
  { placement, width, widthStep, shift }: Place,
): void {
  const { style, ownerDocument } = popup;
  const [pageWidth, pageHeight] = [
    ownerDocument.documentElement.clientWidth,
    ownerDocument.documentElement.clientHeight,
  ];
  if (width === "anchor") style.inlineSize = `${anchor.width}px`;
  else if (width !== undefined) style.inlineSize = `${width}px`;
  else if (widthStep > 1)
    style.inlineSize = `${Math.ceil(popup.offsetWidth / widthStep) * widthStep}px`;
  const rtl = getComputedStyle(popup).direction === "rtl";
  const wanted = placement === "over" ? anchor.top : anchor.bottom;
  const space = Math.max(pageHeight - wanted - margin, 96);
  style.maxBlockSize = `min(${space}px, ${style.maxBlockSize || "100vh"})`;
  let start = rtl ? anchor.right - popup.offsetWidth : anchor.left;
  let top = wanted;
  if (placement === "beside") {
    start = rtl ? anchor.left - popup.offsetWidth : anchor.right;
    top = anchor.top;
  }
  start += rtl ? -shift.x : shift.x;
  top += shift.y;
  style.left = `${Math.max(margin, Math.min(start, pageWidth - popup.offsetWidth - margin))}px`;
  style.top = `${Math.max(margin, Math.min(top, pageHeight - popup.offsetHeight - margin))}px`;
}
