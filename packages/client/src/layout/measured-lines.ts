import type { Line } from "./line.ts";
import { innerSize, outerSize, type UsedSize, usedSize } from "./used-size.ts";
import { wrapSize } from "./wrap-size.ts";

interface Shares {
  readonly line: Line;
  /** The line is as long as its children, and shares what the element around it has. */
  readonly shrinks: boolean;
  readonly grows: readonly number[];
}

/** Keeps `--fl-share` of a line's children at the length of one share of its free space; returns the undo. */
export function measureShares(box: HTMLElement, { line, shrinks, grows }: Shares): () => void {
  const along = ({ width, height }: UsedSize) => (line.row ? width : height);
  const measure = () => {
    const fixed = [...box.children].filter((_child, at) => !grows[at]);
    const used = fixed.reduce((sum, child) => sum + along(outerSize(child)), 0);
    const gaps = line.spacing * Math.max(0, box.children.length - 1);
    const length = along(innerSize((shrinks && box.parentElement) || box));
    const total = grows.reduce((sum, grow) => sum + grow, 0);
    const share = Math.max(0, length - gaps - used) / total;
    // On the children themselves: the line may have a share of its own in the line around it.
    for (const child of box.children) {
      if (child instanceof HTMLElement) child.style.setProperty("--fl-share", `${share}px`);
    }
  };
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(box);
  for (const child of box.children) observer.observe(child);
  return () => observer.disconnect();
}

interface Fit {
  readonly row: boolean;
  readonly spacing: number;
  readonly runSpacing: number;
  readonly limited: boolean;
  readonly imposed: { readonly width: boolean; readonly height: boolean };
}

/**
 * Makes the box as large as its longest run, which CSS cannot: a box that wraps takes all the width.
 * Measures again when a child or the box around changes.
 */
export function fitToRuns(box: HTMLElement, fit: Fit): () => void {
  const original = { width: box.style.width, height: box.style.height };
  const along = ({ width, height }: UsedSize) => (fit.row ? width : height);
  const measure = () => {
    if (!fit.imposed.width) box.style.width = original.width;
    if (!fit.imposed.height) box.style.height = original.height;
    const sizes = [...box.children].map(outerSize);
    const limit = fit.limited ? along(usedSize(box)) : Number.POSITIVE_INFINITY;
    const size = wrapSize(sizes, { ...fit, limit });
    if (!fit.imposed.width) box.style.width = lengthCss(size.width);
    if (!fit.imposed.height) box.style.height = lengthCss(size.height);
  };
  measure();
  const observer = new ResizeObserver(() => measure());
  const watch = () => {
    observer.disconnect();
    if (box.parentElement) observer.observe(box.parentElement);
    for (const child of box.children) observer.observe(child);
  };
  watch();
  // A child whose chunk was still loading comes as another element, and nobody draws the row again.
  const exchanges = new MutationObserver(watch);
  exchanges.observe(box, { childList: true });
  return () => {
    exchanges.disconnect();
    observer.disconnect();
    box.style.width = original.width;
    box.style.height = original.height;
  };
}

const layoutUnits = 64; // browsers cut lengths to this part of a pixel

/** A length that is not shorter after the browser has cut it: the last child of a run must still fit. */
function lengthCss(length: number): string {
  return `${Math.ceil(length * layoutUnits) / layoutUnits}px`;
}
