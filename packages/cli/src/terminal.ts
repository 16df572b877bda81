/** Where a command writes. */
export interface Terminal {
  /** Results: text for people, or one JSON object a line. */
  out(text: string): void;
  /** Everything else. */
  err(text: string): void;
  /** Whether people look at it: colors and progress on one line are for them only. */
  readonly isInteractive: boolean;
}

/** The part of a stream that a terminal needs. */
interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** A terminal over a process's streams. */
export function terminalOf(
  stdout: Output,
  stderr: Output,
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    isInteractive: stderr.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
  };
}

/** One JSON object on a line of its own. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Columns with two blanks between them. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    }
  }
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}
