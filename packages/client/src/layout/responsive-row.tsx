import type { ComponentChild, CSSProperties } from "preact";
import { useContext } from "preact/hooks";
import { edgesOf, noEdges } from "../values/edges.ts";
import { choiceOf, mapOf } from "../values/scalars.ts";
import { controlsOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inSlot, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps, FillRule } from "../view/registry.ts";
import { RendererProvider } from "../view/renderer.ts";
import { BreakpointPicker, Breakpoints } from "./breakpoints.ts";
import { crossAxis, crossCss, justify, mainAxis } from "./line.ts";
import { lessMargin } from "./slot-style.ts";

const wrapGapLess = 0.1; // as in Flet: rounding must not push the last column into the next run

/** A ResponsiveRow takes the width; in a single run it takes the height if one of its children does. */
export const responsiveFill: FillRule = (node, offers, fillOf, page) => {
  const { shown, wraps, longest } = columnsOf(node, new BreakpointPicker(page.width));
  const inner = { width: "tight", height: "loose" } as const;
  return {
    width: offers.width !== "free" && longest.part === 1,
    height:
      offers.height !== "free" &&
      !wraps &&
      shown.some(({ control }) => fillOf(control, inner).height),
  };
};

function columnsOf(node: ControlMap, breakpoints: BreakpointPicker) {
  const at = (value: unknown, fallback: number) =>
    breakpoints.pick(value, mapOf(node.breakpoints)) ?? fallback;
  const columns = at(node.columns, 12);
  const shown = controlsOf(node.controls)
    .map((control) => ({ control, columns: at(control.col, 12) }))
    .filter((child) => child.columns > 0);
  const spacing = at(node.spacing, 10);
  const wraps = shown.reduce((sum, child) => sum + child.columns, 0) > columns;
  const counts = shown.map((child) => child.columns);
  return {
    columns,
    spacing,
    runSpacing: at(node.run_spacing, 10),
    shown,
    wraps,
    longest: wraps ? longestRun(counts, columns, spacing) : { part: 1, less: 0 },
  };
}

/** A row of several runs is as long as the longest: a part of the width that it is offered, less some pixels. */
interface Length {
  readonly part: number;
  readonly less: number;
}

function lessGap(spacing: number): number {
  return Math.min(spacing, wrapGapLess);
}

function longestRun(counts: readonly number[], all: number, spacing: number): Length {
  let longest = { columns: 0, children: 0 };
  let run = { columns: 0, children: 0 };
  for (const count of counts) {
    if (run.children > 0 && run.columns + count > all) run = { columns: 0, children: 0 };
    run = { columns: run.columns + count, children: run.children + 1 };
    const fewer = run.columns === longest.columns && run.children < longest.children;
    if (run.columns > longest.columns || fewer) longest = run;
  }
  const part = Math.min(1, longest.columns / all);
  const gaps = lessGap(spacing) * (longest.children - 1);
  return { part, less: spacing * (all - 1) * part - spacing * (part * all - 1) + gaps };
}

/** Children on a grid of columns whose number depends on the page's width. */
export function ResponsiveRow({ node, ctx, frame }: ControlProps): ComponentChild {
  const breakpoints = useContext(Breakpoints);
  const renderer = useContext(RendererProvider);
  const { columns, spacing, runSpacing, shown, wraps, longest } = columnsOf(node, breakpoints);
  const cross = choiceOf(node.vertical_alignment, crossAxis, "start");
  if (ctx.width === "free") {
    return (
      <div {...frame} class="fl-unknown">
        ResponsiveRow needs a limited width
      </div>
    );
  }
  const gap = wraps ? spacing - lessGap(spacing) : spacing;
  const own: CSSProperties = {
    display: "flex",
    flexWrap: wraps ? "wrap" : "nowrap",
    columnGap: `${gap}px`,
    rowGap: `${runSpacing}px`,
    justifyContent: justify[choiceOf(node.alignment, mainAxis, "start")],
    alignItems: crossCss(cross),
    alignContent: "flex-start",
  };
  const imposed = ctx.width === "tight";
  if (wraps && !imposed) {
    const margin = (frame.style.margin && edgesOf(node.margin)) || noEdges;
    const offered = lessMargin(margin.left + margin.right);
    own.width = `calc(${offered} * ${longest.part} - ${longest.less}px)`;
  }
  const whole = imposed ? "100%" : `((100% + ${longest.less}px) / ${longest.part})`;
  return (
    <div {...frame} style={{ ...own, ...frame.style }}>
      {shown.map((child) => {
        const inner = columnContext(ctx, wraps);
        const stretched = renderer?.fill(child.control, inner).height === true;
        return (
          <div
            key={child.control._i}
            class="fl-cell"
            style={{
              flex: "none",
              width: share(whole, child.columns, columns, spacing),
              ...(stretched ? { alignSelf: "stretch" } : { maxHeight: "100%" }),
            }}
          >
            <Control id={child.control._i} ctx={inner} />
          </div>
        );
      })}
    </div>
  );
}

function share(whole: string, columns: number, all: number, spacing: number): string {
  return `calc((${whole} - ${spacing * (all - 1)}px) * ${columns / all} + ${spacing * (columns - 1)}px)`;
}

function columnContext(ctx: LayoutContext, wraps: boolean): LayoutContext {
  const height = wraps || ctx.height === "free" ? "free" : "loose";
  return inSlot(ctx, { width: "tight", height }, { type: "cell", alignment: null });
}
