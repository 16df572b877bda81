import { colorOf } from "../values/color.ts";
import { cursorCss } from "../values/cursor.ts";
import { mapOf } from "../values/scalars.ts";
import type { ControlMap } from "./control-map.ts";

/** What any control may have and rules of all controls read: its mouse cursor, the color of its shadow. */
export function lookOfFrame(node: ControlMap, element: HTMLElement): void {
  const { mouse_cursor = mapOf(node.style)?.mouse_cursor } = node;
  mark(element, "cursor", cursorCss(mapOf(mouse_cursor)?.default ?? mouse_cursor));
  const chosen = node.selected === true ? node.selected_shadow_color : null;
  const shadow = chosen ?? node.shadow_color ?? node.bar_shadow_color;
  mark(element, "shadow", colorOf(mapOf(shadow)?.default ?? shadow));
}

/** Kept beside the control's own styles, which it does not touch. */
function mark(element: HTMLElement, name: "cursor" | "shadow", value: string | undefined): void {
  const isMarked = name in element.dataset;
  if (value === undefined && !isMarked) return;
  if (value === undefined) delete element.dataset[name];
  else element.dataset[name] = "";
  element.style.setProperty(`--fl-own-${name}`, value ?? null);
}
