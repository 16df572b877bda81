import { ApiClient } from "../api-client.ts";
import { type CommandContext, CommandError } from "../context.ts";
import { findTarget } from "../target.ts";
import { chooseTeam } from "../team.ts";
import { jsonLine, table } from "../terminal.ts";
import type { TeamOptions } from "./apps.ts";

type Limits = Record<string, number | string>;

const names = [
  "processes",
  "processesPerApp",
  "warmProcesses",
  "sessionsPerProcess",
  "idleTimeout",
] as const;

/** Shows what a team may, after having changed what `--set` names. */
export async function quota(
  options: TeamOptions & { readonly set?: readonly string[] },
  context: CommandContext,
): Promise<void> {
  const changes = (options.set ?? []).map(readChange);
  const api = new ApiClient(await findTarget(options, context));
  const team = await chooseTeam(api, options.team);
  const path = `/teams/${encodeURIComponent(team)}/limits`;
  let limits = await api.call<Limits>({ path });
  if (changes.length > 0) {
    const wanted = Object.entries({ ...limits, ...Object.fromEntries(changes) });
    const json = Object.fromEntries(wanted.filter(([, value]) => value !== undefined));
    limits = await api.call<Limits>({ method: "PUT", path, json });
  }
  if (options.json === true) {
    context.terminal.out(jsonLine({ event: "quota", team, limits }));
    return;
  }
  const rows = names.map((name) => [name, `${limits[name] ?? "as the host"}`]);
  context.terminal.out(table([["LIMIT", "VALUE"], ...rows]));
}

/** `name=value`, or `name=none` for no limit. */
function readChange(text: string): [string, number | string | undefined] {
  const [name = "", value = ""] = text.split("=", 2);
  const isNumber = /^\d{1,7}$/.test(value);
  const isValue = name === "idleTimeout" ? value !== "" && !isNumber : isNumber;
  if (!names.some((known) => known === name) || !(isValue || value === "none")) {
    throw new CommandError(
      `--set ${text}: expected one of ${names.join(", ")}, "=" and a number (idleTimeout: a duration such as 5m) or "none"`,
      { exitCode: 2 },
    );
  }
  if (value === "none") return [name, undefined];
  return [name, isNumber ? Number(value) : value];
}
