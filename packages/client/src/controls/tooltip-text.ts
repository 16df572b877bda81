import { mapOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";

/** The text of a control's tooltip, which also names controls that show no text. */
export function tooltipText(node: ControlMap): string | undefined {
  return textOf(node.tooltip) ?? textOf(mapOf(node.tooltip)?.message);
}

/** The attribute that names a control by its tooltip. */
export function tooltipName(node: ControlMap): { "aria-label"?: string } {
  const text = tooltipText(node);
  return text ? { "aria-label": text } : {};
}
