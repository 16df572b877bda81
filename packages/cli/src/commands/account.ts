import { userFolder } from "@flotilla/host/run-file";
import { ApiClient } from "../api-client.ts";
import { type CommandContext, CommandError } from "../context.ts";
import { writeLogin } from "../saved-login.ts";
import { findTarget, type TargetOptions } from "../target.ts";
import { chooseTeam } from "../team.ts";
import { jsonLine } from "../terminal.ts";

interface Identity {
  readonly team: string | null;
  readonly role: string;
}

/** Keeps a host and a token for later commands, after the host has accepted them. */
export async function login(
  options: TargetOptions & { readonly json?: boolean },
  context: CommandContext,
): Promise<void> {
  const { env, terminal } = context;
  if (
    (options.url ?? env.FLOTILLA_URL) === undefined ||
    (options.token ?? env.FLOTILLA_TOKEN) === undefined
  ) {
    throw new CommandError("login needs --url and --token (or FLOTILLA_URL and FLOTILLA_TOKEN)", {
      exitCode: 2,
    });
  }
  const target = await findTarget(options, context);
  const { team, role } = await new ApiClient(target).call<Identity>({ path: "/whoami" });
  const path = await writeLogin(userFolder(env), target);
  terminal.out(
    options.json === true
      ? jsonLine({ event: "login", url: target.url, team, role })
      : `Logged in to ${target.url} as ${role}${team === null ? "" : ` of team ${team}`} (kept in ${path})\n`,
  );
}

/** Says as whom commands act. */
export async function whoami(
  options: TargetOptions & { readonly json?: boolean },
  context: CommandContext,
): Promise<void> {
  const target = await findTarget(options, context);
  const { team, role } = await new ApiClient(target).call<Identity>({ path: "/whoami" });
  context.terminal.out(
    options.json === true
      ? jsonLine({ event: "whoami", url: target.url, team, role })
      : `${role}${team === null ? "" : ` of team ${team}`} at ${target.url}\n`,
  );
}

/** Makes a team. */
export async function createTeam(
  name: string,
  options: TargetOptions & { readonly json?: boolean },
  context: CommandContext,
): Promise<void> {
  const api = new ApiClient(await findTarget(options, context));
  await api.call({ method: "POST", path: "/teams", json: { name } });
  context.terminal.out(
    options.json === true ? jsonLine({ event: "created", team: name }) : `Team ${name} is there.\n`,
  );
}

/** Makes a token and prints it this once. */
export async function createToken(
  options: TargetOptions & {
    readonly team?: string;
    readonly role: string;
    readonly name?: string;
    readonly json?: boolean;
  },
  context: CommandContext,
): Promise<void> {
  const api = new ApiClient(await findTarget(options, context));
  const team = await chooseTeam(api, options.team);
  const { role, name = "" } = options;
  const made = await api.call<{ token: string; id: string }>({
    method: "POST",
    path: `/teams/${encodeURIComponent(team)}/tokens`,
    json: { role, name },
  });
  context.terminal.out(
    options.json === true
      ? jsonLine({ event: "token", team, role, id: made.id, token: made.token })
      : `${made.token}\n`,
  );
}
