import { median } from "./median.ts";

/** One comparison: medians in microseconds, and the ratio with its spread over the rounds. */
export interface Row {
  readonly name: string;
  readonly ownMicros: number;
  readonly referenceMicros: number;
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
}

const rounds = 9;
const roundMs = 40;

/** Runs two functions in turns; the ratio is the median of those of the rounds, since a busy machine slows both. */
export function compare(name: string, own: () => unknown, reference: () => unknown): Row {
  const ownRuns = calibrate(own);
  const referenceRuns = calibrate(reference);
  const pairs = Array.from({ length: rounds }, () => [
    time(own, ownRuns),
    time(reference, referenceRuns),
  ]) as [number, number][];
  const ratios = pairs.map(([a, b]) => a / b).sort((a, b) => a - b);
  return {
    name,
    ownMicros: median(pairs.map(([a]) => a)),
    referenceMicros: median(pairs.map(([, b]) => b)),
    ratio: median(ratios),
    lowest: ratios[0] ?? 0,
    highest: ratios.at(-1) ?? 0,
  };
}

/** Prints comparisons as a table. */
export function printTable(rows: readonly Row[]): void {
  const head = ["comparison", "µs", "reference µs", "ratio", "spread"];
  const cells = rows.map((row) => [
    row.name,
    row.ownMicros.toFixed(2),
    row.referenceMicros.toFixed(2),
    row.ratio.toFixed(3),
    `${row.lowest.toFixed(3)}–${row.highest.toFixed(3)}`,
  ]);
  const widths = head.map((_, i) =>
    Math.max(...[head, ...cells].map((line) => (line[i] ?? "").length)),
  );
  const print = (line: readonly string[]): void => {
    const padded = line.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    process.stdout.write(`| ${padded.join(" | ")} |\n`);
  };
  print(head);
  print(widths.map((width) => "-".repeat(width)));
  for (const line of cells) print(line);
}

function calibrate(run: () => unknown): number {
  let runs = 1;
  for (;;) {
    const ms = (time(run, runs) * runs) / 1000;
    if (ms >= roundMs) return runs;
    runs = ms < 1 ? runs * 8 : Math.ceil((runs * roundMs * 1.1) / ms);
  }
}

function time(run: () => unknown, runs: number): number {
  const start = performance.now();
  for (let i = 0; i < runs; i++) run();
  return ((performance.now() - start) * 1000) / runs;
}
