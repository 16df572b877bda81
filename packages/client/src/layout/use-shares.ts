import { useCallback, useLayoutEffect, useRef } from "preact/hooks";
import type { Line } from "./line.ts";

type SetElement = (element: HTMLElement | null) => void;

/**
 * Measures a share of a line's free space into `--fl-share`, where a child may leave a part of its share:
 * CSS would give that part to the others, Flutter leaves it free. `grows` has the shares of each child.
 */
export function useShares(
  line: Line,
  grows: readonly number[],
  needed: boolean,
): (ref: SetElement) => SetElement {
  const element = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box || !needed) return undefined;
    const measure = () => {
      const fixed = [...box.children].filter((_child, at) => !grows[at]);
      const used = fixed.reduce((sum, child) => sum + outerLength(child, line.row), 0);
      const gaps = line.spacing * Math.max(0, box.children.length - 1);
      const length = line.row ? box.clientWidth : box.clientHeight;
      const total = grows.reduce((sum, grow) => sum + grow, 0);
      const share = Math.max(0, length - gaps - used) / total;
      box.style.setProperty("--fl-share", `${share}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  });
  return useCallback(
    (ref) => (box) => {
      element.current = box;
      ref(box);
    },
    [],
  );
}

function outerLength(child: Element, row: boolean): number {
  const box = child.getBoundingClientRect();
  const { marginLeft, marginRight, marginTop, marginBottom } = getComputedStyle(child);
  const margins = row ? [marginLeft, marginRight] : [marginTop, marginBottom];
  return margins.reduce(
    (sum, margin) => sum + (Number.parseFloat(margin) || 0),
    row ? box.width : box.height,
  );
}
