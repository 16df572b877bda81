const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `"60m"` in milliseconds; undefined if the text is no duration. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|m|h|d)$/.exec(text.trim());
  if (match === null) return undefined;
  return Math.round(Number(match[1]) * (unitMs[match[2] ?? ""] ?? Number.NaN));
}

/** A duration as people write it, in the largest unit that fits: `60_000` is `"1m"`, `90_000` is `"90s"`. */
export function formatDuration(ms: number): string {
  const fitting = Object.entries(unitMs).findLast(([, size]) => ms > 0 && ms % size === 0);
  return fitting === undefined ? `${ms}ms` : `${ms / fitting[1]}${fitting[0]}`;
}
