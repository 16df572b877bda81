import type { App, Catalog, Release } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";
import type { Sessions } from "@flotilla/store";
import { z } from "zod";
import type { Deployer } from "../deploy/deployer.ts";
import { sendJson } from "./answers.ts";
import { type Route, withBody } from "./route.ts";
import { appSchema, deployedSchema, releaseSchema, rollbackRequestSchema } from "./schemas.ts";

/** What the routes of apps work on. */
export interface AppRoutesOptions {
  readonly catalog: Catalog;
  readonly sessions: Sessions;
  readonly deployer: Deployer;
}

/** Apps and their releases. */
export function appRoutes({ catalog, sessions, deployer }: AppRoutesOptions): readonly Route[] {
  const describe = async (team: string, app: App): Promise<z.output<typeof appSchema>> => {
    const live = app.live === null ? undefined : await catalog.release(team, app.name, app.live);
    const { title } = live?.settings ?? {};
    return {
      team,
      name: app.name,
      title: typeof title === "string" ? title : app.name,
      path: `/${team}/${app.name}/`,
      live: app.live,
      createdAt: app.createdAt,
      deployedAt: live?.createdAt ?? null,
      sessions: await sessions.count({ team, app: app.name }),
    };
  };
  const found = async (team: string, app: string): Promise<App> => {
    const record = await catalog.app(team, app);
    if (record === undefined) throw unknownApp(team, app);
    return record;
  };
  return [
    {
      method: "get",
      path: "/teams/{team}/apps",
      role: "viewer",
      summary: "The apps of a team",
      answers: { 200: { description: "Apps", schema: z.object({ apps: z.array(appSchema) }) } },
      handle: async ({ team, response }) => {
        const apps = await catalog.apps(team);
        sendJson(response, 200, {
          apps: await Promise.all(apps.map((app) => describe(team, app))),
        });
      },
    },
    {
      method: "get",
      path: "/teams/{team}/apps/{app}",
      role: "viewer",
      summary: "An app",
      answers: { 200: { description: "The app", schema: appSchema } },
      handle: async ({ team, app, response }) => {
        sendJson(response, 200, await describe(team, await found(team, app)));
      },
    },
    {
      method: "delete",
      path: "/teams/{team}/apps/{app}",
      role: "owner",
      summary: "Remove an app and its releases",
      answers: { 204: { description: "It is gone" } },
      handle: async ({ team, app, response }) => {
        if (!(await catalog.removeApp(team, app))) throw unknownApp(team, app);
        response.writeHead(204).end();
      },
    },
    {
      method: "get",
      path: "/teams/{team}/apps/{app}/releases",
      role: "viewer",
      summary: "The releases of an app, newest first",
      answers: {
        200: { description: "Releases", schema: z.object({ releases: z.array(releaseSchema) }) },
      },
      handle: async ({ team, app, response }) => {
        const record = await found(team, app);
        const releases = (await catalog.releases(team, app)).filter((release) =>
          wasLive(record, release.id),
        );
        sendJson(response, 200, { releases: releases.map((release) => summary(release, record)) });
      },
    },
    withBody({
      method: "post",
      path: "/teams/{team}/apps/{app}/rollback",
      role: "deployer",
      summary: "Make an earlier release the live one",
      body: rollbackRequestSchema,
      answers: { 200: { description: "What is live now", schema: deployedSchema } },
      handle: async ({ team, app, response }, { release }) => {
        const record = await found(team, app);
        const target = chooseRelease(record, release);
        const result = await deployer.rollBack(team, app, target);
        sendJson(response, 200, {
          event: "deployed",
          ...result,
          path: `/${team}/${app}/`,
          warnings: [],
        });
      },
    }),
  ];
}

/** The error of an app that is not there. */
export function unknownApp(team: string, app: string): FlotillaError {
  return new FlotillaError("APP_UNKNOWN", `team "${team}" has no app "${app.slice(0, 60)}"`);
}

function wasLive(app: App, id: string): boolean {
  return app.live === id || app.history.includes(id);
}

function chooseRelease(app: App, wanted: string | undefined): string {
  const candidates =
    wanted === undefined
      ? app.history.filter((id) => id !== app.live).slice(0, 1)
      : [...new Set([...(app.live === null ? [] : [app.live]), ...app.history])].filter((id) =>
          id.startsWith(wanted),
        );
  const [first, second] = candidates;
  if (first !== undefined && second === undefined) return first;
  throw new FlotillaError(
    "RELEASE_UNKNOWN",
    wanted === undefined
      ? `app "${app.name}" has no earlier release`
      : `app "${app.name}": ${second === undefined ? "no release" : "more than one release"} "${wanted}"`,
  );
}

function summary(release: Release, app: App): z.output<typeof releaseSchema> {
  return {
    id: release.id,
    createdAt: release.createdAt,
    live: release.id === app.live,
    entry: release.entry,
    runtime: release.runtime,
    sdkVersion: release.sdkVersion,
    files: release.files.length,
    bytes: release.files.reduce((sum, file) => sum + file.size, 0),
  };
}
