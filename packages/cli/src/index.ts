export { type CommandContext, CommandError } from "./context.ts";
export { runCli } from "./run-cli.ts";
export { type Terminal, terminalOf } from "./terminal.ts";
