import { ApiClient } from "../api-client.ts";
import type { CommandContext } from "../context.ts";
import { findTarget, type TargetOptions } from "../target.ts";
import { chooseTeam } from "../team.ts";
import { jsonLine, table } from "../terminal.ts";

/** Flags of commands that look at a team. */
export interface TeamOptions extends TargetOptions {
  readonly team?: string;
  readonly json?: boolean;
}

interface AppAnswer {
  readonly team: string;
  readonly name: string;
  readonly title: string;
  readonly live: string | null;
  readonly deployedAt: string | null;
  readonly sessions: number;
}

interface ReleaseAnswer {
  readonly id: string;
  readonly createdAt: string;
  readonly live: boolean;
}

/** Lists the apps of a team. */
export async function listApps(options: TeamOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const api = new ApiClient(await findTarget(options, context));
  const team = await chooseTeam(api, options.team);
  const { apps } = await api.call<{ apps: readonly AppAnswer[] }>({
    path: `/teams/${encodeURIComponent(team)}/apps`,
  });
  const described = apps.map((app) => ({ ...app, url: api.appUrl(team, app.name) }));
  if (options.json === true) {
    terminal.out(jsonLine({ event: "apps", team, apps: described }));
  } else if (apps.length === 0) {
    terminal.err(`Team ${team} has no apps yet: \`flotilla deploy DIR\` brings the first one.\n`);
  } else {
    const rows = described.map((app) => [
      app.name,
      app.live ?? "-",
      app.deployedAt ?? "-",
      `${app.sessions}`,
      app.url,
    ]);
    terminal.out(table([["APP", "RELEASE", "DEPLOYED", "SESSIONS", "ADDRESS"], ...rows]));
  }
}

/** Lists the releases of an app, newest first. */
export async function listReleases(
  app: string,
  options: TeamOptions,
  context: CommandContext,
): Promise<void> {
  const { terminal } = context;
  const api = new ApiClient(await findTarget(options, context));
  const team = await chooseTeam(api, options.team);
  const { releases } = await api.call<{ releases: readonly ReleaseAnswer[] }>({
    path: `/teams/${encodeURIComponent(team)}/apps/${encodeURIComponent(app)}/releases`,
  });
  if (options.json === true) {
    terminal.out(jsonLine({ event: "releases", team, app, releases }));
    return;
  }
  const rows = releases.map(({ id, createdAt, live }) => [id, createdAt, live ? "live" : ""]);
  terminal.out(table([["RELEASE", "CREATED", ""], ...rows]));
}

/** Makes an earlier release the live one. */
export async function rollback(
  app: string,
  options: TeamOptions & { readonly to?: string },
  context: CommandContext,
): Promise<void> {
  const { terminal } = context;
  const api = new ApiClient(await findTarget(options, context));
  const team = await chooseTeam(api, options.team);
  const { release, changed } = await api.call<{ release: string; changed: boolean }>({
    method: "POST",
    path: `/teams/${encodeURIComponent(team)}/apps/${encodeURIComponent(app)}/rollback`,
    json: options.to === undefined ? {} : { release: options.to },
  });
  const url = api.appUrl(team, app);
  terminal.out(
    options.json === true
      ? jsonLine({ event: "deployed", team, app, release, url, changed })
      : `${changed ? "Live again" : "Unchanged"}: ${url} (release ${release})\n`,
  );
}
