import type { Draggable } from "../generated/core.ts";
import type { PopupMenuItem } from "../generated/material.ts";
import type { Page } from "../page/page.ts";

/** Derived facts of a scroll event, in logical pixels. */
export interface ScrollExtents {
  /** Whether the position lies beyond an end. */
  readonly outOfRange: boolean;
  /** Whether the position is exactly at an end. */
  readonly atEdge: boolean;
  /** How much lies before what shows. */
  readonly extentBefore: number;
  /** How much lies after what shows. */
  readonly extentAfter: number;
  /** The whole extent of the content. */
  readonly extentTotal: number;
}

interface Scrolled {
  readonly pixels: number;
  readonly minScrollExtent: number;
  readonly maxScrollExtent: number;
  readonly viewportDimension: number;
}

export const scrollExtents: ScrollExtents = {
  get outOfRange() {
    const { pixels, minScrollExtent, maxScrollExtent } = scrolled(this);
    return pixels < minScrollExtent || pixels > maxScrollExtent;
  },
  get atEdge() {
    const { pixels, minScrollExtent, maxScrollExtent } = scrolled(this);
    return pixels === minScrollExtent || pixels === maxScrollExtent;
  },
  get extentBefore() {
    const { pixels, minScrollExtent } = scrolled(this);
    return Math.max(pixels - minScrollExtent, 0);
  },
  get extentAfter() {
    const { pixels, maxScrollExtent } = scrolled(this);
    return Math.max(maxScrollExtent - pixels, 0);
  },
  get extentTotal() {
    const { minScrollExtent, maxScrollExtent, viewportDimension } = scrolled(this);
    return maxScrollExtent - minScrollExtent + viewportDimension;
  },
};

function scrolled(event: object): Scrolled {
  return event as Scrolled;
}

/** What is being dragged. */
export interface DragSource {
  /** The control that is being dragged, null if it has left the page. */
  readonly src: Draggable | null;
}

export const dragSource: DragSource = {
  get src() {
    const { srcId, page } = this as unknown as {
      readonly srcId: number | null;
      readonly page: Page;
    };
    return srcId === null ? null : ((page.getControl(srcId) ?? null) as Draggable | null);
  },
};

/** What was chosen in a context menu. */
export interface ContextMenuItem {
  /** The chosen item, null if the menu was dismissed. */
  readonly item: PopupMenuItem | null;
}

export const contextMenuItem: ContextMenuItem = {
  get item() {
    const { itemId, page } = this as unknown as {
      readonly itemId: number | null;
      readonly page: Page;
    };
    return itemId === null ? null : ((page.getControl(itemId) ?? null) as PopupMenuItem | null);
  },
};
