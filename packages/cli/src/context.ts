import type { Terminal } from "./terminal.ts";

/** What every command gets from the process that it runs in. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly version: string;
}

/** A command that failed: the reason is for people and says what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** 1 failed, 2 wrong usage, 130 and 143 a signal. */
  readonly exitCode: number;
  readonly code: string;

  constructor(message: string, options: ErrorOptions & { exitCode?: number; code?: string } = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? 1;
    this.code = options.code ?? "FAILED";
  }
}
