import { controlOf, controlsOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import type { FillRule } from "../view/registry.ts";

/** A control that only holds its content takes the space that the content takes. */
export const soleFill: FillRule = (node, offers, fillOf) => {
  const content = controlOf(node.content);
  return content ? fillOf(content, offers) : { width: false, height: false };
};

/** As its content, or all it is offered if it has none. */
export const contentFill: FillRule = (node, offers, fillOf) => {
  const content = controlOf(node.content);
  return content ? fillOf(content, offers) : { width: true, height: true };
};

/** An input with a label takes the width that it is offered. */
export const labelledFill: FillRule = (node, offers) => ({
  width: hasLabel(node) && offers.width !== "free",
  height: false,
});

/** As wide as what it is in, but for the insets that it is given. */
export const insetsFill: FillRule = ({ expanded_insets }) => ({
  width: Boolean(expanded_insets),
  height: false,
});

/** Whether an input shows a label. */
export function hasLabel(node: ControlMap): boolean {
  return node.label !== undefined && node.label !== null && node.label !== "";
}

/** A table takes the offered width if one of its columns takes the space that the others leave. */
export const tableFill: FillRule = (node, offers) => ({
  width: offers.width !== "free" && onlyTextColumn(controlsOf(node.columns)) !== undefined,
  height: false,
});

/** The place of the only column without numbers, undefined if there are none or more. */
export function onlyTextColumn(columns: readonly ControlMap[]): number | undefined {
  const texts = columns.flatMap((column, index) => (column.numeric === true ? [] : [index]));
  return texts.length === 1 ? texts[0] : undefined;
}
