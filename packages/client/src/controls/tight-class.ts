import type { LayoutContext } from "../view/layout-context.ts";

/** Classes for a box whose size is imposed, so that a control's own least size does not hold. */
export function tightClass(ctx: LayoutContext): string {
  return `${ctx.width === "tight" ? " fl-tight-width" : ""}${ctx.height === "tight" ? " fl-tight-height" : ""}`;
}
