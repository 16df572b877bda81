import { spawn } from "node:child_process";
import process from "node:process";
import { ApiClient } from "../api-client.ts";
import type { CommandContext } from "../context.ts";
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
  const { terminal, env } = context;
  const api = new ApiClient(await findTarget(options, context));
  const team = await chooseTeam(api, options.team);
  await api.call({ path: `/teams/${encodeURIComponent(team)}/apps/${encodeURIComponent(app)}` });
  const url = api.appUrl(team, app);
  terminal.out(options.json === true ? jsonLine({ event: "opened", team, app, url }) : `${url}\n`);
  if (process.platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY) return;
  const opener = process.platform === "darwin" ? "open" : "xdg-open";
  const child = spawn(opener, [url], { stdio: "ignore", detached: true });
  child.on("error", () => terminal.err("no browser could be started: open the address yourself\n"));
  child.unref();
}
