import { useLayoutEffect, useRef } from "preact/hooks";

interface Init {
  readonly selected: number;
  /** The indicator stretches on its way. */
  readonly elastic: boolean;
  readonly durationMs: number;
}

/** Lets the line under the selected tab come from the tab that was selected before. */
export function useIndicator(
  bar: () => HTMLElement | undefined,
  { selected, elastic, durationMs }: Init,
) {
  const before = useRef(selected);
  useLayoutEffect(() => {
    if (before.current === selected) return;
    const from = lineOf(bar(), before.current);
    const to = lineOf(bar(), selected);
    before.current = selected;
    if (!from || !to || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const run = to.label.animate(framesOf(from.box, to.box, elastic), {
      duration: durationMs,
      easing: "ease",
      pseudoElement: "::after",
    });
    return () => run.cancel();
  }, [selected]);
}

/** The label that draws the line of a tab, and the box that the line is as wide as. */
function lineOf(bar: HTMLElement | undefined, index: number) {
  const label = bar?.children[index]?.firstElementChild;
  const host = bar?.classList.contains("fl-tabs-whole") ? label?.parentElement : label;
  return label && host ? { label, box: host.getBoundingClientRect() } : undefined;
}

/** From the one box to the other; a line that stretches covers both on its way. */
function framesOf(from: DOMRect, to: DOMRect, elastic: boolean): Keyframe[] {
  const frame = (left: number, width: number) => ({
    transformOrigin: "left",
    transform: `translateX(${left - to.left}px) scaleX(${to.width > 0 ? width / to.width : 1})`,
  });
  const left = Math.min(from.left, to.left);
  const right = Math.max(from.right, to.right);
  return [
    frame(from.left, from.width),
    ...(elastic ? [frame(left, right - left)] : []),
    frame(to.left, to.width),
  ];
}
