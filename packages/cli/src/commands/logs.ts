import { ApiClient } from "../api-client.ts";
import type { CommandContext } from "../context.ts";
import { findTarget } from "../target.ts";
import { chooseTeam } from "../team.ts";
import { jsonLine } from "../terminal.ts";
import type { TeamOptions } from "./apps.ts";

interface LogLine {
  readonly text: string;
}

/** Prints an app's output as it was written, until the signal; with `follow`, until the signal or the host ends it. */
export async function logs(
  app: string,
  options: TeamOptions & { readonly follow?: boolean; readonly lines?: string },
  context: CommandContext,
  signal: AbortSignal,
): Promise<void> {
  const { terminal } = context;
  const api = new ApiClient(await findTarget(options, context), signal);
  const query = new URLSearchParams();
  if (options.follow === true) query.set("follow", "true");
  if (options.lines !== undefined) query.set("limit", options.lines);
  let { team } = options;
  let count = 0;
  try {
    team = await chooseTeam(api, team);
    const path = `/teams/${encodeURIComponent(team)}/apps/${encodeURIComponent(app)}/logs?${query}`;
    for await (const line of api.lines<LogLine>({ path })) {
      count += 1;
      terminal.out(options.json === true ? jsonLine({ event: "log", ...line }) : `${line.text}\n`);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  if (options.json === true) terminal.out(jsonLine({ event: "end", team, app, lines: count }));
}
