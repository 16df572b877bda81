import type { CSSProperties } from "preact";
import { boxLook } from "../../values/box-decoration.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import { mapOf } from "../../values/scalars.ts";

export function paddingCss(value: unknown): CSSProperties {
  const padding = edgesOf(value);
  return padding ? { padding: edgesCss(padding) } : {};
}

export function boxCss(value: unknown): CSSProperties {
  const box = mapOf(value);
  return box ? boxLook(box, (src) => src).style : {};
}
