import type { CSSProperties } from "preact";
import { textOf } from "./scalars.ts";

/** Whether what stands out of a box is seen; what no box says is left as it is. */
export function clipCss(value: unknown): CSSProperties {
  const clip = textOf(value)?.toLowerCase();
  if (clip === undefined) return {};
  return { overflow: clip === "none" ? "visible" : "clip" };
}
