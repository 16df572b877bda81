import type { Catalog } from "@flotilla/objects";
import { FlotillaError, isReservedTeam } from "@flotilla/protocol";
import { z } from "zod";
import { sendJson } from "./answers.ts";
import { type Route, withBody } from "./route.ts";
import {
  nameSchema,
  newTokenSchema,
  teamSchema,
  tokenRequestSchema,
  tokenSchema,
  whoamiSchema,
} from "./schemas.ts";

/** Teams and their tokens. */
export function teamRoutes(catalog: Catalog, now: () => Date): readonly Route[] {
  return [
    {
      method: "get",
      path: "/whoami",
      role: "viewer",
      summary: "What the token may do",
      answers: { 200: { description: "The token", schema: whoamiSchema } },
      handle: async ({ token, response }) => {
        sendJson(response, 200, { team: token.team, role: token.role, name: token.name });
      },
    },
    {
      method: "get",
      path: "/teams",
      role: "viewer",
      summary: "The teams that the token may see",
      answers: { 200: { description: "Teams", schema: z.object({ teams: z.array(teamSchema) }) } },
      handle: async ({ token, response }) => {
        const own = token.team === null ? undefined : await catalog.team(token.team);
        const teams = token.team === null ? await catalog.teams() : own === undefined ? [] : [own];
        sendJson(response, 200, { teams });
      },
    },
    withBody({
      method: "post",
      path: "/teams",
      role: "admin",
      summary: "Make a team",
      body: z.strictObject({ name: nameSchema }),
      answers: { 201: { description: "The team", schema: teamSchema } },
      handle: async ({ response }, { name }) => {
        if (isReservedTeam(name)) {
          throw new FlotillaError(
            "NAME_RESERVED",
            `team "${name}": the host needs this name itself`,
          );
        }
        if (!(await catalog.createTeam(name))) {
          throw new FlotillaError("NAME_TAKEN", `team "${name}" exists already`);
        }
        sendJson(response, 201, await catalog.team(name));
      },
    }),
    {
      method: "get",
      path: "/teams/{team}",
      role: "viewer",
      summary: "A team",
      answers: { 200: { description: "The team", schema: teamSchema } },
      handle: async ({ team, response }) => {
        sendJson(response, 200, await catalog.team(team));
      },
    },
    {
      method: "get",
      path: "/teams/{team}/tokens",
      role: "owner",
      summary: "The tokens of a team, without their texts",
      answers: {
        200: { description: "Tokens", schema: z.object({ tokens: z.array(tokenSchema) }) },
      },
      handle: async ({ team, response }) => {
        sendJson(response, 200, { tokens: await catalog.tokens.list(team) });
      },
    },
    withBody({
      method: "post",
      path: "/teams/{team}/tokens",
      role: "owner",
      summary: "Make a token",
      body: tokenRequestSchema,
      answers: { 201: { description: "The token, with its text", schema: newTokenSchema } },
      handle: async ({ team, response }, { role, name }) => {
        const { text, token } = await catalog.tokens.create({ team, role, name }, now());
        sendJson(response, 201, { ...token, token: text });
      },
    }),
    {
      method: "delete",
      path: "/teams/{team}/tokens/{id}",
      role: "owner",
      summary: "Revoke a token",
      answers: { 204: { description: "It is revoked" } },
      handle: async ({ team, params, response }) => {
        if (!(await catalog.tokens.remove(team, params.id ?? ""))) {
          throw new FlotillaError("NOT_FOUND", `team "${team}" has no such token`);
        }
        response.writeHead(204).end();
      },
    },
  ];
}
