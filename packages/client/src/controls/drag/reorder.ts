/** Where an item lies along the list. */
export interface Span {
  readonly start: number;
  readonly size: number;
}

/** The list with one item at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}

/** The place that an item lands at when it is let go `by` pixels away from its own. */
export function landingPlace(spans: readonly Span[], from: number, by: number): number {
  const own = spans[from];
  if (!own) return from;
  const middle = own.start + by + own.size / 2;
  let place = 0;
  spans.forEach((span, index) => {
    if (index === from) return;
    const edge = span.start + span.size / 2;
    // An item makes room when the dragged one has covered half of it.
    const reach = index > from ? middle + own.size / 2 : middle - own.size / 2;
    if (reach > edge) place += 1;
  });
  return place;
}

/** For each item which way it makes room: one size of the dragged item back, none, or forward. */
export function offsetsFor(
  count: number,
  { from, to }: { readonly from: number; readonly to: number },
): number[] {
  return Array.from({ length: count }, (_, index) => {
    if (index > from && index <= to) return -1;
    return index < from && index >= to ? 1 : 0;
  });
}
