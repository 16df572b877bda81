import type { Undo } from "./bus.ts";

/** A line that an app or its supervisor wrote. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly processId: string;
  readonly release: string;
  readonly stream: "stdout" | "stderr" | "system";
  readonly text: string;
}

/** A stored line; cursors grow in the order of appending. */
export interface StoredLine extends LogLine {
  readonly cursor: string;
}

/** The newest lines of each app; the oldest go first, and all of them when an app has written nothing for 30 days. */
export interface Logs {
  append(team: string, app: string, lines: readonly LogLine[]): Promise<void>;
  /** With `after`: the lines behind that cursor, oldest first; without: the last `limit` lines. */
  read(
    team: string,
    app: string,
    range: { readonly after?: string; readonly limit: number },
  ): Promise<readonly StoredLine[]>;
  /** Resolves when lines appended from now on will arrive. */
  follow(
    team: string,
    app: string,
    listener: (lines: readonly StoredLine[]) => void,
  ): Promise<Undo>;
}
