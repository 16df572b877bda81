import type { ComponentChild } from "preact";
import { controlOf } from "../view/children.tsx";
import { Control } from "../view/control.tsx";
import { inCell, type LayoutContext } from "../view/layout-context.ts";

/** The content of a control, stretched over an element that has the style `cell`. */
export function soleChild(value: unknown, ctx: LayoutContext, inset = 0): ComponentChild {
  const content = controlOf(value);
  if (!content) return null;
  const { width, height, maxWidth, maxHeight } = ctx;
  const offers = { width, height, maxWidth: maxWidth - inset, maxHeight: maxHeight - inset };
  return <Control key={content._i} id={content._i} ctx={inCell(ctx, offers)} />;
}
