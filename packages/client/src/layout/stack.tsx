import type { ComponentChild, CSSProperties } from "preact";
import { type Alignment, alignmentOf } from "../values/alignment.ts";
import { choiceOf } from "../values/scalars.ts";
import { controlsOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import type { ControlMap } from "../view/control-map.ts";
import { inCell, inSlot, type LayoutContext, type Offer } from "../view/layout-context.ts";
import type { ControlProps, FillRule, Offers } from "../view/registry.ts";
import { cell } from "./cell.ts";

const fits = ["loose", "expand", "passThrough"] as const;
type Fit = (typeof fits)[number];

/** Whether a child of a Stack is placed by its distance from the edges. */
export function isPositioned(node: ControlMap): boolean {
  return [node.left, node.top, node.right, node.bottom].some(
    (distance) => distance !== undefined && distance !== null,
  );
}

function offersOf(fit: Fit, offers: Offers): Offers {
  const one = (offer: Offer): Offer => {
    if (offer === "free" || fit === "passThrough") return offer;
    return fit === "expand" ? "tight" : "loose";
  };
  return { width: one(offers.width), height: one(offers.height) };
}

/** A Stack is as large as its largest child that is not positioned; without such a child it takes all. */
export const stackFill: FillRule = (node, offers, fillOf) => {
  const bounded = { width: offers.width !== "free", height: offers.height !== "free" };
  const fit = choiceOf(node.fit, fits, "loose");
  const flowing = controlsOf(node.controls).filter((control) => !isPositioned(control));
  if (flowing.length === 0 || fit === "expand") return bounded;
  const inner = offersOf(fit, offers);
  const filled = flowing.map((control) => fillOf(control, inner));
  return {
    width: bounded.width && filled.some((fill) => fill.width),
    height: bounded.height && filled.some((fill) => fill.height),
  };
};

/** The context of a child that is placed by its distance from the edges of a Stack or overlay. */
export function positionedContext(
  control: ControlMap,
  ctx: LayoutContext,
  alignment: Alignment,
): LayoutContext {
  const given = (side: string) => control[side] !== undefined && control[side] !== null;
  const width = given("left") && given("right") ? "tight" : "free";
  const height = given("top") && given("bottom") ? "tight" : "free";
  return inSlot(ctx, { width, height }, { type: "positioned", alignment });
}

/** Children piled on each other. */
export function Stack({ node, ctx, frame }: ControlProps): ComponentChild {
  const alignment = alignmentOf(node.alignment) ?? { x: ctx.rtl ? 1 : -1, y: -1 };
  const fit = choiceOf(node.fit, fits, "loose");
  const flowing = inCell(ctx, offersOf(fit, ctx), alignment);
  const clip = choiceOf(node.clip_behavior, ["none", "hardEdge"], "hardEdge");
  const own: CSSProperties = {
    ...cell,
    position: "relative",
    overflow: clip === "none" ? "visible" : "hidden",
  };
  return (
    <div {...frame} style={{ ...own, ...frame.style }}>
      {controlsOf(node.controls).map((control) => (
        <Control
          key={control._i}
          id={control._i}
          ctx={isPositioned(control) ? positionedContext(control, ctx, alignment) : flowing}
        />
      ))}
    </div>
  );
}
