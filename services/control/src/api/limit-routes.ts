import { type Catalog, teamLimits } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";
import { sendJson } from "./answers.ts";
import { type Route, withBody } from "./route.ts";

/** What an administrator allows a team. */
export function limitRoutes(catalog: Catalog): readonly Route[] {
  return [
    {
      method: "get",
      path: "/teams/{team}/limits",
      role: "viewer",
      summary: "What a team may, beside what the host allows everybody",
      answers: { 200: { description: "The limits that are set", schema: teamLimits } },
      handle: async ({ team, response }) => {
        sendJson(response, 200, (await catalog.team(team))?.limits ?? {});
      },
    },
    withBody({
      method: "put",
      path: "/teams/{team}/limits",
      role: "admin",
      summary: "Set what a team may: all of it, what is left out is not limited any more",
      body: teamLimits,
      answers: { 200: { description: "The limits that are set", schema: teamLimits } },
      handle: async ({ team, response }, limits) => {
        const changed = await catalog.limitTeam(team, limits);
        if (changed === undefined) {
          throw new FlotillaError("TEAM_UNKNOWN", `there is no team "${team}"`);
        }
        sendJson(response, 200, changed.limits);
      },
    }),
  ];
}
