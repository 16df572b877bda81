import type { ComponentChild, CSSProperties } from "preact";
import { choiceOf, numberOf } from "../values/scalars.ts";
import { controlsOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inSlot, type LayoutContext, type Offer } from "../view/layout-context.ts";
import type { ControlProps, FillRule, Offers } from "../view/registry.ts";

const mainAxis = ["start", "end", "center", "spaceBetween", "spaceAround", "spaceEvenly"] as const;
const crossAxis = ["start", "end", "center", "stretch", "baseline"] as const;
type Main = (typeof mainAxis)[number];
type Cross = (typeof crossAxis)[number];

const justify: Record<Main, string> = {
  start: "flex-start",
  end: "flex-end",
  center: "center",
  spaceBetween: "space-between",
  spaceAround: "space-around",
  spaceEvenly: "space-evenly",
};

/** How a Row or Column (or the body of a View) distributes its children. */
export interface Line {
  readonly row: boolean;
  readonly main: Main;
  readonly cross: Cross;
  readonly spacing: number;
  readonly tight: boolean;
  readonly scrolls: boolean;
  readonly wraps: boolean;
}

/** Reads the line of a Row, Column or View. */
export function lineOf(node: ControlMap): Line {
  const row = node._c === "Row";
  const main = node[node._c === "View" ? "vertical_alignment" : "alignment"];
  const cross = node[row ? "vertical_alignment" : "horizontal_alignment"];
  return {
    row,
    main: choiceOf(main, mainAxis, "start"),
    cross: choiceOf(cross, crossAxis, row ? "center" : "start"),
    spacing: numberOf(node.spacing) ?? 10,
    tight: node.tight === true,
    scrolls: isScrolling(node.scroll),
    wraps: node.wrap === true,
  };
}

/** Whether a `scroll` property makes the control scroll. */
export function isScrolling(scroll: unknown): boolean {
  return scroll !== undefined && scroll !== null && scroll !== false;
}

function growOf(child: ControlMap, can: boolean): number {
  if (!can) return 0;
  const expand = child.expand;
  return expand === true ? 1 : (numberOf(expand) ?? 0);
}

/** What the line offers to a child that grows by `grow`. */
function offersOf(line: Line, offers: Offers, child: ControlMap, grow: number): Offers {
  const crossOffer = line.row ? offers.height : offers.width;
  const cross: Offer =
    crossOffer === "free" ? "free" : line.cross === "stretch" && !line.wraps ? "tight" : "loose";
  const main: Offer = grow > 0 ? (child.expand_loose === true ? "loose" : "tight") : "free";
  return line.row ? { width: main, height: cross } : { width: cross, height: main };
}

/** A Row takes its whole main axis unless it is tight; the cross axis if it stretches or a child takes it. */
export const flexFill: FillRule = (node, offers, fillOf) => {
  const line = lineOf(node);
  if (line.wraps) return { width: false, height: false };
  const boundedMain = (line.row ? offers.width : offers.height) !== "free";
  const boundedCross = (line.row ? offers.height : offers.width) !== "free";
  const can = boundedMain && !line.scrolls;
  const controls = controlsOf(node.controls);
  let main = boundedMain && (!line.tight || line.scrolls);
  let cross = boundedCross && line.cross === "stretch" && controls.length > 0;
  for (const control of controls) {
    if (main && (cross || !boundedCross)) break;
    const grow = growOf(control, can);
    const fill = fillOf(control, offersOf(line, offers, control, grow));
    if (boundedCross && (line.row ? fill.height : fill.width)) cross = true;
    if (grow > 0 && (control.expand_loose !== true || (line.row ? fill.width : fill.height))) {
      main = true;
    }
  }
  return line.row ? { width: main, height: cross } : { width: cross, height: main };
};

/** The styles of a line's flex container. */
export function lineStyle(line: Line): CSSProperties {
  return {
    display: "flex",
    flexDirection: line.row ? "row" : "column",
    gap: `${line.spacing}px`,
    justifyContent: justify[line.main],
    alignItems: line.cross === "start" || line.cross === "end" ? `flex-${line.cross}` : line.cross,
  };
}

/** The children of a line, each with its share. */
export function lineChildren(
  line: Line,
  controls: readonly ControlMap[],
  ctx: LayoutContext,
): ComponentChild[] {
  const can = (line.row ? ctx.width : ctx.height) !== "free" && !line.scrolls;
  const grows = controls.map((control) => growOf(control, can));
  const shared = grows.filter((grow) => grow > 0).length > 1;
  return controls.map((control, at) => {
    const grow = grows[at] ?? 0;
    const loose = control.expand_loose === true;
    const offers = offersOf(line, ctx, control, grow);
    const slot = { type: "flex", row: line.row, cross: line.cross, grow, loose, shared } as const;
    return <Control key={control._i} id={control._i} ctx={inSlot(ctx, offers, slot)} />;
  });
}

/** Row and Column. */
export function Flex({ node, ctx, frame }: ControlProps): ComponentChild {
  const line = lineOf(node);
  const controls = controlsOf(node.controls);
  if (line.scrolls && !line.wraps) {
    const outer: CSSProperties = {
      display: "flex",
      flexDirection: line.row ? "row" : "column",
      overflow: line.row ? "auto hidden" : "hidden auto",
    };
    return (
      <div {...frame} style={{ ...outer, ...frame.style }}>
        <div style={{ ...lineStyle(line), flex: "1 0 auto" }}>
          {lineChildren(line, controls, ctx)}
        </div>
      </div>
    );
  }
  return (
    <div {...frame} style={{ ...lineStyle(line), ...frame.style }}>
      {lineChildren(line, controls, ctx)}
    </div>
  );
}
