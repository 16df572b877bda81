import { ApiClient } from "../api-client.ts";
import type { CommandContext } from "../context.ts";
import { openBrowser } from "../open-browser.ts";
import { findTarget } from "../target.ts";
import { chooseTeam } from "../team.ts";
import { jsonLine } from "../terminal.ts";
import type { TeamOptions } from "./apps.ts";

/** Opens an app in the browser; where there is none, its address is all that is printed. */
export async function open(
  app: string,
  options: TeamOptions,
  context: CommandContext,
): Promise<void> {
  const { terminal } = context;
  const api = new ApiClient(await findTarget(options, context));
  const team = await chooseTeam(api, options.team);
  await api.call({ path: `/teams/${encodeURIComponent(team)}/apps/${encodeURIComponent(app)}` });
  const url = api.appUrl(team, app);
  terminal.out(options.json === true ? jsonLine({ event: "opened", team, app, url }) : `${url}\n`);
  openBrowser(url, context);
}
