import { FlotillaError, messageOf } from "@flotilla/protocol";
import { CommanderError } from "commander";
import { type CommandContext, CommandError } from "./context.ts";
import { buildProgram, type ProcessSignals } from "./program.ts";
import { jsonLine } from "./terminal.ts";

/** Runs one command; the exit code: 0 done, 1 failed, 2 wrong usage, 130 and 143 a signal. */
export async function runCli(
  args: readonly string[],
  context: CommandContext,
  process: ProcessSignals,
): Promise<number> {
  const { terminal } = context;
  const isJson = args.includes("--json");
  try {
    const program = buildProgram(context, process, await helpOfServe(args));
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    const message = messageOf(error);
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      // it has printed its reason
      if (isJson) terminal.out(jsonLine({ event: "failed", code: "USAGE_WRONG", message }));
      return 2;
    }
    terminal.err(`flotilla: ${message}\n`);
    if (!isForeseen(error) && error instanceof Error && error.stack !== undefined) {
      terminal.err(`${error.stack}\n`);
    }
    if (isJson) terminal.out(jsonLine({ event: "failed", code: codeOf(error), message }));
    return error instanceof CommandError ? error.exitCode : 1;
  }
}

/** The list of variables is the services' own: loaded only for those who ask for it. */
async function helpOfServe(args: readonly string[]): Promise<string> {
  if (!args.includes("serve")) return "";
  return (await import("./commands/serve.ts")).serveVariablesHelp();
}

function isForeseen(error: unknown): boolean {
  const names = ["CommandError", "ConfigError", "FlotillaError", "TierError"];
  if (!(error instanceof Error)) return false;
  return names.includes(error.name) || isOfSystem(error);
}

/** What the system refuses says itself which file and why. */
function isOfSystem(error: Error): boolean {
  return "syscall" in error && "path" in error;
}

function codeOf(error: unknown): string {
  if (error instanceof CommandError || error instanceof FlotillaError) return error.code;
  if (error instanceof Error && isOfSystem(error)) return String(Reflect.get(error, "code"));
  const name = error instanceof Error ? error.name : "";
  return codes[name] ?? "INTERNAL";
}

/** The command line loads the services only when it needs them: their errors are known by name. */
const codes: Readonly<Record<string, string>> = {
  ConfigError: "CONFIG_INVALID",
  TierError: "TIER_TOO_LOW",
};
