import type { CSSProperties } from "preact";
import { mapOf, numberOf, textOf } from "../values/scalars.ts";
import { controlOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";

const fabRadius = { usual: 28, mini: 20 };
const fromEdge = 16;

/** Cuts a bar out around the floating button that is docked at it, if the bar has a shape for that. */
export function notchCss(
  bar: ControlMap,
  view: ControlMap | undefined,
  rtl: boolean,
): CSSProperties {
  const fab = controlOf(view?.floating_action_button);
  const location = textOf(view?.floating_action_button_location)?.toLowerCase() ?? "";
  if (!fab || !location.endsWith("docked") || !mapOf(bar.shape)) return {};
  const own = fab.mini === true ? fabRadius.mini : fabRadius.usual;
  const radius = own + (numberOf(bar.notch_margin) ?? 4);
  const distance = `${fromEdge + own}px`;
  const atRight = location.includes("start") === rtl;
  const x = location.includes("center") ? "50%" : atRight ? `calc(100% - ${distance})` : distance;
  return {
    maskImage: `radial-gradient(circle at ${x} 0, transparent ${radius - 0.5}px, #000 ${radius + 0.5}px)`,
  };
}
