import type { CSSProperties } from "preact";

/** A grid of one cell that is as large as its content asks, but never larger than the element. */
export const cell: CSSProperties = {
  display: "grid",
  gridTemplateColumns: "minmax(0,1fr)",
  gridTemplateRows: "minmax(0,1fr)",
};
