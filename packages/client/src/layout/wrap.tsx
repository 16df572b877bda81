import type { ComponentChild, CSSProperties } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { choiceOf, numberOf } from "../values/scalars.ts";
import { children, controlsOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inSlot, type Offer } from "../view/layout-context.ts";
import type { ControlProps, Fill, Offers } from "../view/registry.ts";
import { crossCss, justify, lineOf, mainAxis } from "./line.ts";
import { outerSize, type UsedSize, usedSize } from "./used-size.ts";
import { wrapSize } from "./wrap-size.ts";

/** What wraps is as long as its longest run, thus takes all space if a child does. */
export function wrapFill(
  row: boolean,
  node: ControlMap,
  offers: Offers,
  fillOf: (child: ControlMap, offers: Offers) => Fill,
): Fill {
  const limited = (row ? offers.width : offers.height) !== "free";
  const inner: Offers = row
    ? { width: limited ? "loose" : "free", height: "free" }
    : { width: "free", height: limited ? "loose" : "free" };
  const taken =
    limited &&
    controlsOf(node.controls).some((control) => {
      const fill = fillOf(control, inner);
      return row ? fill.width : fill.height;
    });
  return { width: row && taken, height: !row && taken };
}

/** A Row or Column that goes on in a further line where the first is full. */
export function Wrap({ node, ctx, frame }: ControlProps): ComponentChild {
  const element = useRef<HTMLElement | null>(null);
  const line = lineOf(node);
  const runSpacing = numberOf(node.run_spacing) ?? 10;
  const { row } = line;
  const main: Offer = (row ? ctx.width : ctx.height) === "free" ? "free" : "loose";
  const imposed = { width: ctx.width === "tight", height: ctx.height === "tight" };
  useLayoutEffect(() => {
    const box = element.current;
    if (!box || (imposed.width && imposed.height)) return undefined;
    return fitToRuns(box, {
      row,
      runSpacing,
      spacing: line.spacing,
      imposed,
      limited: main !== "free",
    });
  });
  const own: CSSProperties = {
    display: "flex",
    flexWrap: "wrap",
    flexDirection: row ? "row" : "column",
    rowGap: `${row ? runSpacing : line.spacing}px`,
    columnGap: `${row ? line.spacing : runSpacing}px`,
    justifyContent: justify[line.main],
    alignContent: justify[choiceOf(node.run_alignment, mainAxis, "start")],
    alignItems: crossCss(line.cross),
  };
  return (
    <div
      {...frame}
      ref={(box) => {
        element.current = box;
        frame.ref(box);
      }}
      class={row ? "fl-wrap fl-wrap-row" : "fl-wrap fl-wrap-column"}
      style={{ ...own, ...frame.style }}
    >
      {children(
        node.controls,
        inSlot(ctx, row ? { width: main, height: "free" } : { width: "free", height: main }, {
          type: "run",
          row,
        }),
      )}
    </div>
  );
}

interface Fit {
  readonly row: boolean;
  readonly spacing: number;
  readonly runSpacing: number;
  readonly limited: boolean;
  readonly imposed: { readonly width: boolean; readonly height: boolean };
}

/**
 * Makes the box as large as its longest run, which CSS cannot: a box that wraps takes all the width.
 * Measures again when a child or the box around changes.
 */
function fitToRuns(box: HTMLElement, fit: Fit): () => void {
  const original = { width: box.style.width, height: box.style.height };
  const along = ({ width, height }: UsedSize) => (fit.row ? width : height);
  const measure = () => {
    if (!fit.imposed.width) box.style.width = original.width;
    if (!fit.imposed.height) box.style.height = original.height;
    const sizes = [...box.children].map(outerSize);
    const limit = fit.limited ? along(usedSize(box)) : Number.POSITIVE_INFINITY;
    const size = wrapSize(sizes, { ...fit, limit });
    if (!fit.imposed.width) box.style.width = lengthCss(size.width);
    if (!fit.imposed.height) box.style.height = lengthCss(size.height);
  };
  measure();
  const observer = new ResizeObserver(() => measure());
  const watch = () => {
    observer.disconnect();
    if (box.parentElement) observer.observe(box.parentElement);
    for (const child of box.children) observer.observe(child);
  };
  watch();
  // A child whose chunk was still loading comes as another element, and nobody draws the row again.
  const exchanges = new MutationObserver(watch);
  exchanges.observe(box, { childList: true });
  return () => {
    exchanges.disconnect();
    observer.disconnect();
    box.style.width = original.width;
    box.style.height = original.height;
  };
}

const layoutUnits = 64; // browsers cut lengths to this part of a pixel

/** A length that is not shorter after the browser has cut it: the last child of a run must still fit. */
function lengthCss(length: number): string {
  return `${Math.ceil(length * layoutUnits) / layoutUnits}px`;
}
