import type { ControlMap } from "../view/control-map.ts";
import type { LayoutContext } from "../view/layout-context.ts";

/** Classes for a box whose size is imposed, so that a control's own least size does not hold. */
export function tightClass(ctx: LayoutContext): string {
  return `${ctx.width === "tight" ? " fl-tight-width" : ""}${ctx.height === "tight" ? " fl-tight-height" : ""}`;
}

/** The class of a button whose content is cut off at its outline. */
export function clippedClass(node: ControlMap): string {
  return (node.clip_behavior ?? "none") === "none" ? "" : " fl-clipped";
}
