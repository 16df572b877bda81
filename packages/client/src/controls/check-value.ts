import type { ControlMap } from "../view/control-map.ts";

/** Whether a box is ticked; null for neither, if it may be. */
export function checkValue(node: ControlMap): boolean | null {
  return node.tristate === true && (node.value ?? null) === null ? null : node.value === true;
}

/** What a click makes of it. */
export function nextCheckValue(node: ControlMap): boolean | null {
  const value = checkValue(node);
  if (value === null) return false;
  return value && node.tristate === true ? null : !value;
}
