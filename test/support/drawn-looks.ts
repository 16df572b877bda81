import { join } from "node:path";
import type { Look } from "./looks.ts";

/** The report of how well the pictures are met. */
export const looksDocument = join(import.meta.dirname, "../../docs/looks.md");

/** The share of points and pixels that each picture must have right. */
export const lookFloors = { fills: 0.99, inner: 0.98, pixels: 0.94 };

/** Names of the pictures to compare with: all but the one of a control that neither client knows. */
export function drawnLooks(looks: Readonly<Record<string, Look>>, theme?: Look["theme"]): string[] {
  return Object.entries(looks)
    .filter(([, look]) => look.control !== "UnknownControl")
    .filter(([, look]) => theme === undefined || look.theme === theme)
    .map(([name]) => name);
}
