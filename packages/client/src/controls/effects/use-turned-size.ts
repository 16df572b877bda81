import { useLayoutEffect, useRef, useState } from "preact/hooks";

type Size = readonly [width: string, height: string];

/** Follows the size of an element; `turned` exchanges width and height. */
export function useTurnedSize(
  turned: boolean,
): readonly [ref: { current: HTMLDivElement | null }, size: Size | undefined] {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const take = (width: number, height: number) => {
      const [w, h] = turned ? [height, width] : [width, height];
      setSize((old) => (old?.[0] === `${w}px` && old[1] === `${h}px` ? old : [`${w}px`, `${h}px`]));
    };
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.borderBoxSize[0];
      if (box) take(box.inlineSize, box.blockSize);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [turned]);
  return [ref, size];
}
