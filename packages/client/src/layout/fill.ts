import type { ControlMap } from "../view/control-map.ts";
import type { Fill, FillRule, Offers, PageMeasure } from "../view/registry.ts";

/** Finds the rule of a wire type. */
export type FillRules = (type: string) => Fill | FillRule | undefined;

const none: Fill = { width: false, height: false };

/**
 * Whether a control takes all the space it is offered, per axis. CSS alone cannot know: a Row takes
 * the whole width in a Column but not in another Row, and it takes the height if one of its children does.
 */
export function fillOf(
  node: ControlMap,
  offers: Offers,
  rules: FillRules,
  page: PageMeasure,
): Fill {
  const boundedWidth = offers.width !== "free";
  const boundedHeight = offers.height !== "free";
  if (node.align) return { width: boundedWidth, height: boundedHeight };
  if (node.aspect_ratio) return { width: boundedWidth, height: boundedHeight && !boundedWidth };
  const width = node.width;
  const height = node.height;
  const hasWidth = typeof width === "number";
  const hasHeight = typeof height === "number";
  if (hasWidth && hasHeight) {
    return {
      width: width === Number.POSITIVE_INFINITY && boundedWidth,
      height: height === Number.POSITIVE_INFINITY && boundedHeight,
    };
  }
  const rule = rules(node._c);
  if (!rule && !hasWidth && !hasHeight) return none;
  const inner: Offers = {
    width: hasWidth ? "tight" : offers.width,
    height: hasHeight ? "tight" : offers.height,
  };
  const fill =
    typeof rule === "function"
      ? rule(node, inner, (kid, kidOffers) => fillOf(kid, kidOffers, rules, page), page)
      : (rule ?? none);
  return {
    width: boundedWidth && (hasWidth ? width === Number.POSITIVE_INFINITY : fill.width),
    height: boundedHeight && (hasHeight ? height === Number.POSITIVE_INFINITY : fill.height),
  };
}
