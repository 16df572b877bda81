import { join } from "node:path";
import type { Look, LookResult } from "./looks.ts";

/** The report of how well the pictures are met. */
export const looksDocument = join(import.meta.dirname, "../../docs/looks.md");

/** The share of points and pixels that each picture must have right. */
export const lookFloors = { fills: 0.99, inner: 0.98, pixels: 0.94 };

/** How far an edge of a control's box may be from where it is in Flet, in pixels. */
export const boxTolerance = 0.6;

/** Whether a picture is what each of them must be. */
export function isLike({ boxError = 0, fills, inner, pixels }: LookResult): boolean {
  const isRight = fills >= lookFloors.fills && inner >= lookFloors.inner;
  return isRight && pixels >= lookFloors.pixels && boxError <= boxTolerance;
}

/** Names of the pictures to compare with: all but the one of a control that neither client knows. */
export function drawnLooks(looks: Readonly<Record<string, Look>>, theme?: Look["theme"]): string[] {
  return Object.entries(looks)
    .filter(([, look]) => look.control !== "UnknownControl")
    .filter(([, look]) => theme === undefined || look.theme === theme)
    .map(([name]) => name);
}
