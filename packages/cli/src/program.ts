import type { ProcessHandle } from "@flotilla/host";
import { Command, InvalidArgumentError, Option } from "commander";
import { createTeam, createToken, login, whoami } from "./commands/account.ts";
import { listApps, listReleases, rollback } from "./commands/apps.ts";
import { logs } from "./commands/logs.ts";
import { open } from "./commands/open.ts";
import { quota } from "./commands/quota.ts";
import type { CommandContext } from "./context.ts";

/** What commands that wait need of the process: signals, and a way to leave at once. */
export type ProcessSignals = ProcessHandle;

/** What `flotilla create --template` knows. */
const templates = ["counter", "todo", "chat"] as const;
const jsonHelp = "machine output: one JSON object a line, the last one is the result";
const tiers = ["full", "jail", "landlock", "none"] as const;

/**
 * The command line: names, flags and their help; the work is in `commands/`. Commands that need the whole host
 * are imported when they run: the others start four times as fast.
 */
export function buildProgram(
  context: CommandContext,
  process: ProcessSignals,
  serveHelp: string,
): Command {
  const program = new Command("flotilla")
    .description("Host of server-driven UI apps.")
    .version(context.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError("(flotilla COMMAND --help tells more)")
    .exitOverride()
    .configureOutput({ writeOut: context.terminal.out, writeErr: context.terminal.err })
    .configureHelp({ showGlobalOptions: false });
  const command = (name: string, description: string): Command =>
    program.command(name).description(description).option("--json", jsonHelp);
  const remote = (name: string, description: string): Command =>
    withTarget(command(name, description));
  const ofTeam = (name: string, description: string): Command =>
    remote(name, description).option("--team <TEAM>", "the team (default: the token's)");

  command("create", "Make a folder with an app to start from.")
    .argument("<NAME>", "name of the app and its folder")
    .addOption(
      new Option("--template <TEMPLATE>", "what to start from")
        .choices(templates)
        .default("counter"),
    )
    .action(async (name, options) =>
      (await import("./commands/create.ts")).create(name, options, context),
    );
  command("dev", "Run one app on a host of its own; each change of its files is taken in.")
    .argument("<ENTRY>", "the app's entry file or folder")
    .option("--port <PORT>", "port of the host, 0 for any free one", port, "0")
    .option("--no-open", "do not show the app in the browser (nor with --json, nor in a pipe)")
    .action(async (path, options) =>
      (await import("./commands/dev.ts")).dev(path, options, context, process),
    );
  command("serve", "Run the host: everything in one process, data in one folder.")
    .option("--host <ADDRESS>", "address of the public listener (default: 127.0.0.1)")
    .option(
      "--port <PORT>",
      "port of the public listener, 0 for any free one (default: 8080)",
      port,
    )
    .option("--internal-port <PORT>", "port of health and metrics, 0 for any (default: 9090)", port)
    .option("--data <DIR>", "folder for what is kept on disk (default: ./.flotilla)")
    .option("--no-samples", "without the sample apps")
    .addOption(new Option("--min-tier <TIER>", "weakest isolation to start with").choices(tiers))
    .addOption(new Option("--max-tier <TIER>", "strongest isolation to try").choices(tiers))
    .option("--config <FILE>", "file of NAME=value lines")
    .addHelpText("after", serveHelp)
    .action(async (options) =>
      (await import("./commands/serve.ts")).serve(options, context, process),
    );
  command("check", "Build an app and check its types, without a host.")
    .argument("[DIR]", "the app's folder", ".")
    .action(async (path, options) =>
      (await import("./commands/check.ts")).check(path, options, context),
    );
  ofTeam("deploy", "Send an app to the host, which builds it, tries it and makes it live.")
    .argument("<DIR>", "the app's folder")
    .option("--app <APP>", 'name of the app (default: "name" in flotilla.json, or the folder)')
    .action(async (path, options) => {
      const { deploy } = await import("./commands/deploy.ts");
      await interruptible(process, (signal) => deploy(path, options, context, signal));
    });
  ofTeam("apps", "List the apps of a team.").action((options) => listApps(options, context));
  ofTeam("logs", "Print an app's output.")
    .argument("<APP>", "name of the app")
    .option("-f, --follow", "go on with new lines until interrupted")
    .option("-n, --lines <COUNT>", "how many stored lines (default: 1000)", lineCount)
    .action((app, options) =>
      interruptible(process, (signal) => logs(app, options, context, signal)),
    );
  ofTeam("open", "Open an app in the browser.")
    .argument("<APP>", "name of the app")
    .action((app, options) => open(app, options, context));
  ofTeam("releases", "List the releases of an app, newest first.")
    .argument("<APP>", "name of the app")
    .action((app, options) => listReleases(app, options, context));
  ofTeam("rollback", "Make an earlier release the live one.")
    .argument("<APP>", "name of the app")
    .option("--to <RELEASE>", "which one (default: the one before)")
    .action((app, options) => rollback(app, options, context));
  ofTeam("quota", "Show what a team may, or set it as the host's administrator.")
    .option(
      "--set <NAME=VALUE...>",
      'change limits, such as processes=20 or idleTimeout=5m; "none" for no limit of its own',
    )
    .action((options) => quota(options, context));
  remote("login", "Keep a host and a token for later commands.").action((options) =>
    login(options, context),
  );
  remote("whoami", "Say as whom commands act.").action((options) => whoami(options, context));
  const teams = program.command("teams").description("Teams of the host.");
  group(teams, "create", "Make a team.")
    .argument("<TEAM>", "name of the team")
    .action((name, options) => createTeam(name, options, context));
  const tokens = program.command("tokens").description("API tokens of a team.");
  group(tokens, "create", "Make a token; it is printed this once.")
    .option("--team <TEAM>", "the team (default: the token's)")
    .addOption(
      new Option("--role <ROLE>", "what it may do")
        .choices(["owner", "deployer", "viewer"])
        .makeOptionMandatory(),
    )
    .option("--name <NAME>", "what it is for")
    .action((options) => createToken(options, context));
  command("doctor", "Look at what a host needs on this machine.").action(async (options) =>
    (await import("./commands/doctor.ts")).doctor(options, context),
  );
  return program;
}

function port(text: string): string {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return text;
  throw new InvalidArgumentError("expected a whole number from 0 to 65535");
}

function lineCount(text: string): string {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 10_000) return text;
  throw new InvalidArgumentError("expected a whole number from 0 to 10000");
}

function group(parent: Command, name: string, description: string): Command {
  const command = parent.command(name).description(description).option("--json", jsonHelp);
  return withTarget(command);
}

function withTarget(command: Command): Command {
  return command
    .option(
      "--url <URL>",
      "the host (default: FLOTILLA_URL, the saved login, or one that runs here)",
    )
    .option(
      "--token <TOKEN>",
      "API token (default: FLOTILLA_TOKEN, the saved login, or the local one)",
    );
}

/** Runs work that a signal ends in good order; its reason is the exit code that the signal stands for. */
async function interruptible(
  process: ProcessSignals,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const leaving = new AbortController();
  const onInt = (): void => leaving.abort(130);
  const onTerm = (): void => leaving.abort(143);
  process.on("SIGINT", onInt);
  process.on("SIGTERM", onTerm);
  try {
    await work(leaving.signal);
  } finally {
    process.off("SIGINT", onInt);
    process.off("SIGTERM", onTerm);
  }
}
