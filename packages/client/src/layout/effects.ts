import type { CSSProperties } from "preact";
import type { ControlMap } from "../view/control-map.ts";

/** Styles of opacity and transforms. */
export function effects(_node: ControlMap): CSSProperties {
  return {};
}
