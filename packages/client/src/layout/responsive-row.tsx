import type { ComponentChild, CSSProperties } from "preact";
import { useContext } from "preact/hooks";
import { choiceOf, mapOf } from "../values/scalars.ts";
import { controlsOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import { inSlot, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps, FillRule } from "../view/registry.ts";
import { Breakpoints } from "./breakpoints.ts";
import { crossAxis, crossCss, justify, mainAxis } from "./line.ts";

const wrapGapLess = 0.1; // as in Flet: rounding must not push the last column into the next run

/** A ResponsiveRow takes the width; its Row form (one run) is as high as a child that takes the height. */
export const responsiveFill: FillRule = (_node, offers) => ({
  width: offers.width !== "free",
  height: false,
});

/** Children on a grid of columns whose number depends on the page's width. */
export function ResponsiveRow({ node, ctx, frame }: ControlProps): ComponentChild {
  const breakpoints = useContext(Breakpoints);
  const at = (value: unknown, fallback: number) =>
    breakpoints.pick(value, mapOf(node.breakpoints)) ?? fallback;
  const columns = at(node.columns, 12);
  const spacing = at(node.spacing, 10);
  const runSpacing = at(node.run_spacing, 10);
  const shown = controlsOf(node.controls)
    .map((control) => ({ control, columns: at(control.col, 12) }))
    .filter((child) => child.columns > 0);
  const wraps = shown.reduce((sum, child) => sum + child.columns, 0) > columns;
  const cross = choiceOf(node.vertical_alignment, crossAxis, "start");
  if (ctx.width === "free") {
    return (
      <div {...frame} class="fl-unknown">
        ResponsiveRow needs a limited width
      </div>
    );
  }
  const gap = wraps ? spacing - wrapGapLess : spacing;
  const own: CSSProperties = {
    display: "flex",
    flexWrap: wraps ? "wrap" : "nowrap",
    columnGap: `${gap}px`,
    rowGap: `${runSpacing}px`,
    justifyContent: justify[choiceOf(node.alignment, mainAxis, "start")],
    alignItems: crossCss(cross),
    alignContent: "flex-start",
  };
  return (
    <div {...frame} style={{ ...own, ...frame.style }}>
      {shown.map((child) => (
        <div
          key={child.control._i}
          class="fl-cell"
          style={{ flex: "none", width: share(child.columns, columns, spacing) }}
        >
          <Control id={child.control._i} ctx={columnContext(ctx, wraps)} />
        </div>
      ))}
    </div>
  );
}

function share(columns: number, all: number, spacing: number): string {
  return `calc((100% - ${spacing * (all - 1)}px) * ${columns / all} + ${spacing * (columns - 1)}px)`;
}

function columnContext(ctx: LayoutContext, wraps: boolean): LayoutContext {
  const height = wraps || ctx.height === "free" ? "free" : "loose";
  return inSlot(ctx, { width: "tight", height }, { type: "cell", alignment: null });
}
