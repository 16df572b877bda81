import type { ComponentChild, CSSProperties } from "preact";
import { useContext } from "preact/hooks";
import { edgesOf, noEdges } from "../values/edges.ts";
import { choiceOf } from "../values/scalars.ts";
import { Control } from "../view/control.tsx";
import { inSlot, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { RendererProvider } from "../view/renderer.ts";
import { Breakpoints } from "./breakpoints.ts";
import { crossAxis, crossCss, justify, mainAxis } from "./line.ts";
import { columnsOf, lessGap } from "./responsive-columns.ts";
import { lessMargin } from "./slot-style.ts";

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
