import { useLayoutEffect, useState } from "preact/hooks";
import { loadChunk } from "../view/load-chunk.ts";

type Measuring = typeof import("./measured-lines.ts");

/**
 * Measures after each drawing what CSS cannot lay out; the code for it comes with the first that needs it. Answers
 * with attributes of the element: it is busy until it can be measured.
 */
export function useMeasuring(
  isNeeded: boolean,
  measure: (code: Measuring) => (() => void) | undefined,
): { readonly "aria-busy"?: true } {
  const [code, setCode] = useState<Measuring>();
  useLayoutEffect(() => {
    if (isNeeded) void loadChunk(() => import("./measured-lines.ts")).then(setCode);
  }, [isNeeded]);
  useLayoutEffect(() => (isNeeded && code ? measure(code) : undefined));
  return isNeeded && !code ? { "aria-busy": true } : {};
}
