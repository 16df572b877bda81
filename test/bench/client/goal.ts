/** One figure of the client beside what was aimed at. */
export interface Figure {
  /** The goal's number; one goal may have several figures. */
  readonly goal: number;
  readonly what: string;
  readonly unit: string;
  /** The largest value that reaches the goal; undefined for figures that are only there to compare. */
  readonly limit: number | undefined;
  readonly value: number;
  /** What to know when reading the figure. */
  readonly note?: string;
}

/** The value below which a share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The figures as a table in Markdown. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ goal, what, unit, limit, value, note }) => {
    const reached = limit === undefined ? "" : value <= limit ? "yes" : "**no**";
    const most = limit === undefined ? "" : `${limit} ${unit}`;
    const remark = note === undefined ? what : `${what} (${note})`;
    return `| ${goal} | ${remark} | ${most} | ${rounded(value)} ${unit} | ${reached} |`;
  });
  return ["| # | what | limit | measured | reached |", "|--:|---|--:|--:|---|", ...rows].join("\n");
}

function rounded(value: number): string {
  return value.toFixed(Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 1);
}
