import type { CSSProperties } from "preact";
import { borderSideCss } from "./border-side.ts";
import { type Edges, noEdges } from "./edges.ts";
import { mapOf, numberOf } from "./scalars.ts";

/** The four lines of a border as CSS, with their widths, which take room inside of the box. */
export function borderCss(value: unknown): { style: CSSProperties; widths: Edges } {
  const border = mapOf(value);
  if (!border) return { style: {}, widths: noEdges };
  const side = (name: string) => borderSideCss(border[name]) ?? "0 none transparent";
  const width = (name: string) => {
    const line = mapOf(border[name]);
    return line && line.style !== "none" ? (numberOf(line.width) ?? 1) : 0;
  };
  return {
    style: {
      borderTop: side("top"),
      borderRight: side("right"),
      borderBottom: side("bottom"),
      borderLeft: side("left"),
    },
    widths: {
      top: width("top"),
      right: width("right"),
      bottom: width("bottom"),
      left: width("left"),
    },
  };
}
