import { useCallback, useLayoutEffect, useRef } from "preact/hooks";
import type { Line } from "./line.ts";
import { innerSize, outerSize, type UsedSize } from "./used-size.ts";

type SetElement = (element: HTMLElement | null) => void;

/**
 * Measures a share of a line's free space into `--fl-share`, where a child may leave a part of its share:
 * CSS would give that part to the others, Flutter leaves it free. `grows` has the shares of each child. A line
 * that `shrinks` to its children shares what the element around it has.
 */
export function useShares(
  line: Line,
  shrinks: boolean,
  grows: readonly number[],
  ref: SetElement,
): SetElement {
  const element = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return undefined;
    const along = ({ width, height }: UsedSize) => (line.row ? width : height);
    const measure = () => {
      const fixed = [...box.children].filter((_child, at) => !grows[at]);
      const used = fixed.reduce((sum, child) => sum + along(outerSize(child)), 0);
      const gaps = line.spacing * Math.max(0, box.children.length - 1);
      const length = along(innerSize((shrinks && box.parentElement) || box));
      const total = grows.reduce((sum, grow) => sum + grow, 0);
      const share = Math.max(0, length - gaps - used) / total;
      // On the children themselves: the line may have a share of its own in the line around it.
      for (const child of box.children) {
        if (child instanceof HTMLElement) child.style.setProperty("--fl-share", `${share}px`);
      }
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  });
  return useCallback(
    (box) => {
      element.current = box;
      ref(box);
    },
    [ref],
  );
}
