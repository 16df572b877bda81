import { controlOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import type { FillRule } from "../view/registry.ts";

/** A control that only holds its content takes the space that the content takes. */
export const soleFill: FillRule = (node, offers, fillOf) => {
  const content = controlOf(node.content);
  return content ? fillOf(content, offers) : { width: false, height: false };
};

/** An input with a label takes the width that it is offered. */
export const labelledFill: FillRule = (node, offers) => ({
  width: hasLabel(node) && offers.width !== "free",
  height: false,
});

/** Whether an input shows a label. */
export function hasLabel(node: ControlMap): boolean {
  return node.label !== undefined && node.label !== null && node.label !== "";
}
