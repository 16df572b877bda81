import process from "node:process";
import manifest from "../package.json" with { type: "json" };
import { runCli } from "./run-cli.ts";
import { terminalOf } from "./terminal.ts";

// A reader that leaves early (`flotilla logs shop | head`) ends the command, quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.exitCode = await runCli(
  process.argv.slice(2),
  {
    terminal: terminalOf(process.stdout, process.stderr, process.env),
    env: process.env,
    cwd: process.cwd(),
    version: manifest.version,
  },
  process,
);
