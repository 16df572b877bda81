import type { CSSProperties } from "preact";
import { boxLook } from "../../values/box-decoration.ts";
import { mapOf } from "../../values/scalars.ts";

export function boxCss(value: unknown): CSSProperties {
  const box = mapOf(value);
  return box ? boxLook(box, (src) => src).style : {};
}
