import { numberOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";

/** How far the light around a pressed, hovered or focused input reaches, if the control says it. */
export function splashCss(node: ControlMap): string | undefined {
  const radius = numberOf(node.splash_radius);
  return radius === undefined ? undefined : `${radius}px`;
}
