import { mapOf } from "../values/scalars.ts";
import { controlsOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import type { FillRule } from "../view/registry.ts";
import { BreakpointPicker } from "./breakpoints.ts";

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

/** How the children of a ResponsiveRow are spread over its columns. */
export function columnsOf(node: ControlMap, breakpoints: BreakpointPicker) {
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

/** By how much gaps between children of several runs are smaller. */
export function lessGap(spacing: number): number {
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
