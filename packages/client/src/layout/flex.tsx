import type { ComponentChild } from "preact";
import { controlsOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inSlot, type LayoutContext, type Offer, sameContext } from "../view/layout-context.ts";
import type { ControlProps, FillRule, Offers } from "../view/registry.ts";
import { growOf, isScrolling, type Line, lineOf, lineStyle, longClass } from "./line.ts";
import { scrollClass, useScroller } from "./use-scroller.ts";
import { useShares } from "./use-shares.ts";
import { Wrap, wrapFill } from "./wrap.tsx";

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
  if (line.wraps) return wrapFill(line.row, node, offers, fillOf);
  const boundedMain = (line.row ? offers.width : offers.height) !== "free";
  const boundedCross = (line.row ? offers.height : offers.width) !== "free";
  const can = boundedMain && !line.scrolls;
  const controls = controlsOf(node.controls);
  let main = boundedMain && (!line.tight || line.scrolls);
  let cross = boundedCross && line.cross === "stretch" && controls.length > 0;
  let grown = false;
  let roomy = false;
  for (const control of controls) {
    if (main && (cross || !boundedCross)) break;
    const grow = growOf(control, can);
    const fill = fillOf(control, offersOf(line, offers, control, grow));
    if (boundedCross && (line.row ? fill.height : fill.width)) cross = true;
    if (grow > 0 && (control.expand_loose !== true || (line.row ? fill.width : fill.height))) {
      grown = true;
    }
    if (leavesRoom(control)) roomy = true;
  }
  // Shares that are not used up leave a tight line shorter than what it is offered.
  if (grown && !roomy) main = true;
  // An intrinsic size is that of the largest child, not what is offered.
  if (line.intrinsic) cross = false;
  return line.row ? { width: main, height: cross } : { width: cross, height: main };
};

function leavesRoom(control: ControlMap): boolean {
  return control.expand_loose === true && growOf(control, true) > 0;
}

/** Whether more than one child shares the free space. */
function isShared(line: Line, controls: readonly ControlMap[], offers: Offers): boolean {
  const can = (line.row ? offers.width : offers.height) !== "free" && !line.scrolls;
  return controls.filter((control) => growOf(control, can) > 0).length > 1;
}

/** The children of a line, each with its share. */
export function lineChildren(
  line: Line,
  controls: readonly ControlMap[],
  ctx: LayoutContext,
): ComponentChild[] {
  const can = (line.row ? ctx.width : ctx.height) !== "free" && !line.scrolls;
  const grows = controls.map((control) => growOf(control, can));
  const shared = isShared(line, controls, ctx);
  const measured = shared && controls.some(leavesRoom);
  let item = ctx; // of the child before: neighbours usually get the same
  return controls.map((control, at) => {
    const grow = grows[at] ?? 0;
    const loose = control.expand_loose === true;
    const offers = offersOf(line, ctx, control, grow);
    const slot = {
      type: "flex",
      row: line.row,
      cross: line.cross,
      grow,
      loose,
      shared,
      measured,
      intrinsic: line.intrinsic,
    } as const;
    const next = inSlot(ctx, offers, slot);
    if (!sameContext(next, item)) item = next;
    return <Control key={control._i} id={control._i} ctx={item} />;
  });
}

/** Row and Column. */
export function Flex(props: ControlProps): ComponentChild {
  if (props.node.wrap === true) return <Wrap {...props} />;
  return isScrolling(props.node.scroll) ? <ScrollingLine {...props} /> : <SingleLine {...props} />;
}

/** Items that are not laid out tell no width, so the column has to have its own. */
function longColumnClass({ row, cross }: Line, items: number, { ctx, frame }: ControlProps) {
  const inColumn = ctx.slot.type === "flex" && !ctx.slot.row;
  const placed = inColumn ? frame.style.alignSelf : frame.style.justifySelf;
  const hasWidth = ctx.width === "tight" || cross === "stretch" || placed === "stretch";
  return !row && hasWidth ? longClass(items) : "";
}

function ScrollingLine(props: ControlProps): ComponentChild {
  const { node, ctx, frame } = props;
  const line = lineOf(node);
  const controls = controlsOf(node.controls);
  const scroller = useScroller(node, line.row ? "x" : "y", frame.ref);
  return (
    <div {...frame} ref={scroller} class={scrollClass(node.scroll, line.row)} style={frame.style}>
      <div
        class={`fl-scrolled${longColumnClass(line, controls.length, props)}`}
        style={lineStyle(line)}
      >
        {lineChildren(line, controls, ctx)}
      </div>
    </div>
  );
}

function SingleLine(props: ControlProps): ComponentChild {
  const { node, ctx, frame } = props;
  const line = lineOf(node);
  const controls = controlsOf(node.controls);
  if (isShared(line, controls, ctx) && controls.some(leavesRoom))
    return <MeasuredLine {...props} />;
  // In a line of free height, what is around it scrolls.
  const long = ctx.height === "free" && longColumnClass(line, controls.length, props);
  return (
    <div {...frame} class={long || undefined} style={{ ...lineStyle(line), ...frame.style }}>
      {lineChildren(line, controls, ctx)}
    </div>
  );
}

/** A line whose shares have to be measured. */
function MeasuredLine({ node, ctx, frame }: ControlProps): ComponentChild {
  const line = lineOf(node);
  const controls = controlsOf(node.controls);
  const shares = useShares(
    line,
    line.tight && (line.row ? ctx.width : ctx.height) !== "tight",
    controls.map((control) => growOf(control, true)),
    frame.ref,
  );
  return (
    <div {...frame} {...shares} style={{ ...lineStyle(line), ...frame.style }}>
      {lineChildren(line, controls, ctx)}
    </div>
  );
}
