import type { ComponentChild, CSSProperties } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import { edgesCss, edgesOf, noEdges } from "../values/edges.ts";
import { flagOf, numberOf } from "../values/scalars.ts";
import { controlsOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import { inCell } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { useScroller } from "./use-scroller.ts";
import { usedSize } from "./used-size.ts";

/** A scrolling grid of equal cells. */
export function GridView({ node, ctx, frame }: ControlProps): ComponentChild {
  const row = flagOf(node.horizontal);
  const element = useRef<HTMLElement | null>(null);
  const { ref } = frame;
  const setElement = useCallback(
    (box: HTMLElement | null) => {
      element.current = box;
      ref(box);
    },
    [ref],
  );
  const scroller = useScroller(node, row ? "x" : "y", setElement);
  const reverse = node.reverse === true;
  const spacing = numberOf(node.spacing) ?? 10;
  const runSpacing = numberOf(node.run_spacing) ?? 10;
  const extent = numberOf(node.max_extent);
  const padding = edgesOf(node.padding) ?? noEdges;
  const ratio = numberOf(node.child_aspect_ratio) ?? 1;
  const across = useAcross(element, row, extent !== undefined);
  const used = row ? padding.top + padding.bottom : padding.left + padding.right;
  const runs =
    extent === undefined
      ? (numberOf(node.runs_count) ?? 1)
      : Math.max(1, Math.ceil((across - used) / (extent + runSpacing)));
  const tracks = `repeat(${runs}, minmax(0, 1fr))`;
  const own: CSSProperties = {
    display: "grid",
    padding: edgesCss(padding),
    overflow: row ? "auto hidden" : "hidden auto",
    ...(row
      ? { gridTemplateRows: tracks, gridAutoFlow: "column", gridAutoColumns: "max-content" }
      : { gridTemplateColumns: tracks, gridAutoRows: "max-content" }),
    // Tracks of automatic size would share a box that is too small instead of scrolling.
    alignContent: reverse && !row ? "safe end" : "start",
    justifyContent: reverse && row ? "safe end" : "start",
    rowGap: `${row ? runSpacing : spacing}px`,
    columnGap: `${row ? spacing : runSpacing}px`,
  };
  const item = inCell(
    { ...ctx, maxWidth: Number.POSITIVE_INFINITY, maxHeight: Number.POSITIVE_INFINITY },
    { width: "tight", height: "tight" },
  );
  const controls = controlsOf(node.controls);
  useLayoutEffect(() => {
    const box = element.current;
    if (reverse && box) box.scrollTo(row ? { left: box.scrollWidth } : { top: box.scrollHeight });
  }, [reverse]);
  const aspectRatio = row ? 1 / ratio : ratio;
  return (
    <div {...frame} ref={scroller} class="fl-grid" style={{ ...own, ...frame.style }}>
      {controls.map((control, at) => (
        <div
          key={control._i}
          class="fl-cell"
          style={{
            aspectRatio: String(aspectRatio),
            minWidth: "0",
            minHeight: "0",
            ...(reverse ? fromEnd(at, controls.length, runs, row) : {}),
          }}
        >
          <Control id={control._i} ctx={item} />
        </div>
      ))}
    </div>
  );
}

/** The cell of an item in a grid whose first line is the last one. */
function fromEnd(at: number, count: number, runs: number, row: boolean): CSSProperties {
  const line = Math.ceil(count / runs) - Math.floor(at / runs);
  const place = (at % runs) + 1;
  return row ? { gridColumn: line, gridRow: place } : { gridRow: line, gridColumn: place };
}

/** Follows the size across the scrolling axis, which decides how many cells fit side by side. */
function useAcross(
  element: { readonly current: HTMLElement | null },
  row: boolean,
  needed: boolean,
): number {
  const [across, setAcross] = useState(0);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box || !needed) return undefined;
    const measure = () => setAcross(row ? usedSize(box).height : usedSize(box).width);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, row, needed]);
  return across;
}
