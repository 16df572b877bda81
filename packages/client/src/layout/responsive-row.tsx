import type { ComponentChild, CSSProperties } from "preact";
import { useContext } from "preact/hooks";
import { choiceOf, mapOf } from "../values/scalars.ts";
import { controlsOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inSlot, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps, FillRule } from "../view/registry.ts";
import { RendererProvider } from "../view/renderer.ts";
import { BreakpointPicker, Breakpoints } from "./breakpoints.ts";
import { crossAxis, crossCss, justify, mainAxis } from "./line.ts";

const wrapGapLess = 0.1; // as in Flet: rounding must not push the last column into the next run

/** A ResponsiveRow takes the width; in a single run it takes the height if one of its children does. */
export const responsiveFill: FillRule = (node, offers, fillOf, page) => {
  const { shown, wraps } = columnsOf(node, new BreakpointPicker(page.width));
  const inner = { width: "tight", height: "loose" } as const;
  return {
    width: offers.width !== "free",
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
  return {
    columns,
    spacing: at(node.spacing, 10),
    runSpacing: at(node.run_spacing, 10),
    shown,
    wraps: shown.reduce((sum, child) => sum + child.columns, 0) > columns,
  };
}

/** Children on a grid of columns whose number depends on the page's width. */
export function ResponsiveRow({ node, ctx, frame }: ControlProps): ComponentChild {
  const breakpoints = useContext(Breakpoints);
  const renderer = useContext(RendererProvider);
  const { columns, spacing, runSpacing, shown, wraps } = columnsOf(node, breakpoints);
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
      {shown.map((child) => {
        const inner = columnContext(ctx, wraps);
        const stretched = renderer?.fill(child.control, inner).height === true;
        return (
          <div
            key={child.control._i}
            class="fl-cell"
            style={{
              flex: "none",
              width: share(child.columns, columns, spacing),
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

function share(columns: number, all: number, spacing: number): string {
  return `calc((100% - ${spacing * (all - 1)}px) * ${columns / all} + ${spacing * (columns - 1)}px)`;
}

function columnContext(ctx: LayoutContext, wraps: boolean): LayoutContext {
  const height = wraps || ctx.height === "free" ? "free" : "loose";
  return inSlot(ctx, { width: "tight", height }, { type: "cell", alignment: null });
}
