import type { Alignment } from "../values/alignment.ts";

/** What a parent offers on one axis: no limit, a limit that may be left unused, or a size that is imposed. */
export type Offer = "free" | "loose" | "tight";

/** How the parent places the child's outermost element. */
export type Slot =
  /** The parent's own CSS places the child. */
  | { readonly type: "plain" }
  /** The child is a flex item of a Row or Column. */
  | {
      readonly type: "flex";
      readonly row: boolean;
      readonly cross: string;
      /** Share of the free space, 0 for a child that keeps its own size. */
      readonly grow: number;
      /** The child may stay smaller than its share. */
      readonly loose: boolean;
      /** More than one child shares the free space. */
      readonly shared: boolean;
      /** The line measures the share (`--fl-share`), as some child may leave a part of its own. */
      readonly measured: boolean;
      /** Across, the line takes the size of its largest child: own sizes are least sizes. */
      readonly intrinsic: boolean;
    }
  /** The child of a Row or Column that wraps. */
  | { readonly type: "run"; readonly row: boolean }
  /** The child is alone (or one of a pile) in a one-cell grid; without alignment it is stretched. */
  | { readonly type: "cell"; readonly alignment: Alignment | null }
  /** The child of a Stack or overlay that has at least one of left, top, right, bottom. */
  | { readonly type: "positioned"; readonly alignment: Alignment };

/**
 * The constraints under which a control is laid out, handed from parent to child while rendering.
 * Flutter's box constraints are reduced to what CSS cannot find out by itself.
 */
export interface LayoutContext {
  readonly width: Offer;
  readonly height: Offer;
  /** Largest width in pixels if an ancestor's explicit size makes it known, else Infinity. */
  readonly maxWidth: number;
  readonly maxHeight: number;
  readonly slot: Slot;
  /** True if the control or an ancestor is disabled. */
  readonly disabled: boolean;
  readonly adaptive: boolean;
  readonly rtl: boolean;
}

const plain: Slot = { type: "plain" };
const stretched: Slot = { type: "cell", alignment: null };

/** The context of a page before anything was laid out in it. */
export const rootContext: LayoutContext = {
  width: "tight",
  height: "tight",
  maxWidth: Number.POSITIVE_INFINITY,
  maxHeight: Number.POSITIVE_INFINITY,
  slot: stretched,
  disabled: false,
  adaptive: false,
  rtl: false,
};

interface Offers {
  readonly width?: Offer;
  readonly height?: Offer;
  readonly maxWidth?: number;
  readonly maxHeight?: number;
}

function offer(ctx: LayoutContext, offers: Offers, slot: Slot): LayoutContext {
  const { width = "free", height = "free" } = offers;
  return {
    width,
    height,
    maxWidth: width === "free" ? Number.POSITIVE_INFINITY : (offers.maxWidth ?? ctx.maxWidth),
    maxHeight: height === "free" ? Number.POSITIVE_INFINITY : (offers.maxHeight ?? ctx.maxHeight),
    slot,
    disabled: ctx.disabled,
    adaptive: ctx.adaptive,
    rtl: ctx.rtl,
  };
}

/** Context of a child that the control's own CSS places (text of a button, leading icon of a tile). */
export function inPlain(ctx: LayoutContext, offers: Offers = {}): LayoutContext {
  return offer(ctx, offers, plain);
}

/** Context of a child in an element of class `fl-cell`: stretched, or aligned if an alignment is given. */
export function inCell(
  ctx: LayoutContext,
  offers: Offers,
  alignment: Alignment | null = null,
): LayoutContext {
  return offer(ctx, offers, alignment ? { type: "cell", alignment } : stretched);
}

/** Context of a child that the layout controls place by a slot of their own making. */
export function inSlot(ctx: LayoutContext, offers: Offers, slot: Slot): LayoutContext {
  return offer(ctx, offers, slot);
}

/** Whether rendering under the two contexts gives the same result. */
export function sameContext(a: LayoutContext, b: LayoutContext): boolean {
  if (a === b) return true;
  return (
    a.width === b.width &&
    a.height === b.height &&
    a.maxWidth === b.maxWidth &&
    a.maxHeight === b.maxHeight &&
    a.disabled === b.disabled &&
    a.adaptive === b.adaptive &&
    a.rtl === b.rtl &&
    sameSlot(a.slot, b.slot)
  );
}

function sameSlot(a: Slot, b: Slot): boolean {
  if (a === b) return true;
  switch (a.type) {
    case "plain":
      return b.type === "plain";
    case "cell":
      return b.type === "cell" && sameAlignment(a.alignment, b.alignment);
    case "positioned":
      return b.type === "positioned" && sameAlignment(a.alignment, b.alignment);
    case "flex":
      return (
        b.type === "flex" &&
        a.row === b.row &&
        a.cross === b.cross &&
        a.grow === b.grow &&
        a.loose === b.loose &&
        a.shared === b.shared &&
        a.measured === b.measured &&
        a.intrinsic === b.intrinsic
      );
    case "run":
      return b.type === "run" && a.row === b.row;
  }
}

function sameAlignment(a: Alignment | null, b: Alignment | null): boolean {
  return a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y);
}
