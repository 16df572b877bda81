/** Lengths of an element as laid out, in fractions of a pixel and before any transform. */
export interface UsedSize {
  readonly width: number;
  readonly height: number;
}

/** The size of an element's border box. */
export function usedSize(element: Element): UsedSize {
  const style = getComputedStyle(element);
  return { width: length(style.width), height: length(style.height) };
}

/** The size of an element's margin box. */
export function outerSize(element: Element): UsedSize {
  const style = getComputedStyle(element);
  return {
    width: length(style.width) + length(style.marginLeft) + length(style.marginRight),
    height: length(style.height) + length(style.marginTop) + length(style.marginBottom),
  };
}

/** The size of an element's content box. */
export function innerSize(element: Element): UsedSize {
  const style = getComputedStyle(element);
  const across = length(style.paddingLeft) + length(style.paddingRight);
  const down = length(style.paddingTop) + length(style.paddingBottom);
  const borders = {
    across: length(style.borderLeftWidth) + length(style.borderRightWidth),
    down: length(style.borderTopWidth) + length(style.borderBottomWidth),
  };
  return {
    width: Math.max(0, length(style.width) - across - borders.across),
    height: Math.max(0, length(style.height) - down - borders.down),
  };
}

function length(text: string): number {
  return Number.parseFloat(text) || 0;
}
