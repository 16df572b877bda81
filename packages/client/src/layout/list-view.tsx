import { type ComponentChild, type CSSProperties, Fragment } from "preact";
import { edgesCss, edgesOf, noEdges } from "../values/edges.ts";
import { flagOf, numberOf } from "../values/scalars.ts";
import { controlsOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import { inSlot, type Offer } from "../view/layout-context.ts";
import type { ControlProps, FillRule } from "../view/registry.ts";
import { longClass } from "./line.ts";
import { useScroller } from "./use-scroller.ts";

/** Takes both axes where they have a limit. */
export const listFill: FillRule = (_node, offers) => ({
  width: offers.width !== "free",
  height: offers.height !== "free",
});

/** A scrolling list; its children are as wide as the list (or as high, if it is horizontal). */
export function ListView({ node, ctx, frame }: ControlProps): ComponentChild {
  const row = flagOf(node.horizontal);
  const scroller = useScroller(node, row ? "x" : "y", frame.ref);
  const spacing = numberOf(node.spacing) ?? 0;
  const extent = spacing === 0 ? numberOf(node.item_extent) : undefined;
  const divider = numberOf(node.divider_thickness) ?? 0;
  const padding = edgesOf(node.padding) ?? noEdges;
  const reverse = flagOf(node.reverse);
  const crossOffer: Offer = (row ? ctx.height : ctx.width) === "free" ? "free" : "tight";
  const mainOffer: Offer = extent === undefined ? "free" : "tight";
  const item = inSlot(
    { ...ctx, maxWidth: Number.POSITIVE_INFINITY, maxHeight: Number.POSITIVE_INFINITY },
    row ? { width: mainOffer, height: crossOffer } : { width: crossOffer, height: mainOffer },
    {
      type: "flex",
      row,
      cross: "stretch",
      grow: 0,
      loose: false,
      shared: false,
      measured: false,
      intrinsic: false,
    },
  );
  const controls = controlsOf(node.controls);
  const direction = row ? "row" : "column";
  const own: CSSProperties = {
    display: "flex",
    flexDirection: reverse ? `${direction}-reverse` : direction,
    gap: divider > 0 ? "0" : `${spacing}px`,
    padding: edgesCss(padding),
    overflow: row ? "auto hidden" : "hidden auto",
    "--fl-divider": `${divider}px`,
    ...(extent === undefined ? {} : { "--fl-extent": `${extent}px` }),
  };
  const classes = [
    "fl-list",
    row ? "fl-list-row" : "fl-list-column",
    ...(extent === undefined ? [] : ["fl-list-extent"]),
  ];
  return (
    <div
      {...frame}
      ref={scroller}
      class={classes.join(" ") + longClass(controls.length)}
      style={{ ...own, ...frame.style }}
    >
      {controls.map((control, at) => (
        <Fragment key={control._i}>
          {divider > 0 && at > 0 && (
            <div role="presentation" class="fl-list-divider" style={{ flex: `0 0 ${spacing}px` }} />
          )}
          <Control id={control._i} ctx={item} />
        </Fragment>
      ))}
    </div>
  );
}
