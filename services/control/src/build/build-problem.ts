import { FlotillaError } from "@flotilla/protocol";
import type { Message } from "esbuild";

/** Something that is wrong with an app's source, and where. */
export interface BuildProblem {
  readonly text: string;
  /** Relative to the app's folder. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** The source line. */
  readonly source?: string;
  /** How many characters from the column on are meant. */
  readonly length?: number;
}

const maxShown = 20;

/** The problem that a message of the bundler tells. */
export function problemOfMessage(message: Message): BuildProblem {
  const notes = message.notes.map((note) => note.text).filter((text) => text !== "");
  const text = [message.text, ...notes].join("\n  ");
  const { location } = message;
  if (location === null) return { text };
  return {
    text,
    file: location.file,
    line: location.line,
    column: location.column + 1,
    source: location.lineText,
    length: location.length,
  };
}

/** A problem as people read it: place, what is wrong, the line with a mark below the column. */
export function formatProblem(problem: BuildProblem): string {
  const { file, line, column = 1, source, text } = problem;
  if (file === undefined) return text;
  if (line === undefined) return `${file}: ${text}`;
  const head = `${file}:${line}:${column}: ${text}`;
  if (source === undefined || source.trim() === "") return head;
  const number = `${line}`;
  const blank = source.slice(0, column - 1).replace(/[^\t]/g, " ");
  const mark = "^".repeat(
    Math.min(Math.max(problem.length ?? 1, 1), Math.max(1, source.length - column + 1)),
  );
  return `${head}\n  ${number} | ${source}\n  ${" ".repeat(number.length)} | ${blank}${mark}`;
}

/** The error of a failed build; its `cause` keeps the single problems for programs. */
export function buildFailed(
  problems: readonly BuildProblem[],
  code: "BUILD_FAILED" | "TYPES_FAILED" = "BUILD_FAILED",
): FlotillaError {
  const shown = problems.slice(0, maxShown).map(formatProblem);
  const more = problems.length - shown.length;
  if (more > 0) shown.push(`and ${more} more`);
  return new FlotillaError(code, shown.join("\n"), { cause: new BuildProblems(problems) });
}

/** The single problems behind a failed build. */
export class BuildProblems extends Error {
  override readonly name = "BuildProblems";
  readonly problems: readonly BuildProblem[];

  constructor(problems: readonly BuildProblem[]) {
    super(`${problems.length} problems`);
    this.problems = problems;
  }
}
