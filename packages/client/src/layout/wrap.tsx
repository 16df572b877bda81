import type { ComponentChild, CSSProperties } from "preact";
import { useRef } from "preact/hooks";
import { choiceOf, numberOf } from "../values/scalars.ts";
import { children, controlsOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inSlot, type Offer } from "../view/layout-context.ts";
import type { ControlProps, Fill, Offers } from "../view/registry.ts";
import { crossCss, justify, lineOf, mainAxis } from "./line.ts";
import { useMeasuring } from "./use-measuring.ts";

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
  const measured = useMeasuring(!(imposed.width && imposed.height), ({ fitToRuns }) => {
    const { spacing } = line;
    const limited = main !== "free";
    return element.current
      ? fitToRuns(element.current, { row, runSpacing, spacing, imposed, limited })
      : undefined;
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
      {...measured}
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
