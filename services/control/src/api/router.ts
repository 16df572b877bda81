import type { Catalog, Token } from "@flotilla/objects";
import { FlotillaError, isName } from "@flotilla/protocol";
import { type Logger, requestIdHeader, requestIdOf, sendProblem } from "@flotilla/service-kit";
import express, { type Request, type Response, type Router } from "express";
import type { ControlMetrics } from "../metrics.ts";
import { sendError, sendJson } from "./answers.ts";
import { authenticate, authorise } from "./authorise.ts";
import { readJsonBody } from "./json-body.ts";
import { openApiDocument } from "./openapi.ts";
import type { RateWindow } from "./rate-window.ts";
import type { Route } from "./route.ts";

/** What the API needs beside its routes. */
export interface ApiOptions {
  readonly catalog: Catalog;
  readonly metrics: ControlMetrics;
  readonly logger: Logger;
  readonly callsPerMinute: RateWindow;
  /** Files of uploads count apart: an app may have more of them than anybody may make calls. */
  readonly filesPerMinute: RateWindow;
  readonly version: string;
}

/**
 * The API below `/api/v1`. The order of each call: who is it, how often, may it do this, does the team exist,
 * and only then is the body looked at.
 */
export function apiRouter(routes: readonly Route[], options: ApiOptions): Router {
  const router = express.Router();
  const document = openApiDocument(routes, options.version);
  router.get("/api/v1/openapi.json", (_request, response) => sendJson(response, 200, document));
  for (const route of routes) {
    router[route.method](expressPath(route.path), (request, response) =>
      answer(route, request, response, options),
    );
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allowed = routes.filter((route) => route.path === path).map((route) => route.method);
    router.all(expressPath(path), (_request, response) => {
      response.setHeader("allow", allowed.join(", ").toUpperCase());
      const title = `this address takes ${allowed.join(", ").toUpperCase()}`;
      sendProblem(response, { status: 405, code: "METHOD_NOT_ALLOWED", title });
    });
  }
  router.use("/api/", (_request, response) => {
    sendProblem(response, { status: 404, code: "NOT_FOUND", title: "the API has no such address" });
  });
  return router;
}

async function answer(
  route: Route,
  request: Request,
  response: Response,
  options: ApiOptions,
): Promise<void> {
  const requestId = requestIdOf(request);
  response.setHeader(requestIdHeader, requestId);
  try {
    await run(route, request, response, options, requestId);
  } catch (error) {
    const isOurs = !(error instanceof FlotillaError) && !request.destroyed; // else the caller left
    if (isOurs) options.logger.error({ err: error, request: requestId }, "API call failed");
    sendError(response, error);
  }
}

async function run(
  route: Route,
  request: Request,
  response: Response,
  options: ApiOptions,
  requestId: string,
): Promise<void> {
  const params = Object.fromEntries(
    Object.entries(request.params).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
  const token = await check(route, params.team, request.headers.authorization, options);
  const { callsPerMinute, filesPerMinute } = options;
  const window = route.rawBody === undefined ? callsPerMinute : filesPerMinute;
  const waitMs = window.take(token.id);
  if (waitMs !== undefined) {
    const title = "the token makes too many calls";
    sendProblem(response, {
      status: 429,
      code: "RATE_LIMITED",
      title,
      retryAfterS: waitMs / 1_000,
    });
    return;
  }
  await checkNames(route, params, options.catalog);
  const body = route.body === undefined ? undefined : await readJsonBody(request, route.body);
  const query = new URL(request.originalUrl, "http://localhost").searchParams;
  const { team = "", app = "" } = params;
  await route.handle({ request, response, token, team, app, params, query, body });
  if (route.method !== "get") {
    const { id: actor, role } = token;
    const { statusCode: status } = response;
    const call = `${route.method.toUpperCase()} ${route.path}`;
    const fields = { actor, role, call, team, app, status, request: requestId };
    options.logger.info(fields, "changed by API");
  }
}

async function check(
  route: Route,
  team: string | undefined,
  authorization: string | undefined,
  { catalog, metrics }: ApiOptions,
): Promise<Token> {
  const token = await authenticate(catalog.tokens, authorization).catch((error: unknown) => {
    metrics.authFailed("token");
    throw error;
  });
  try {
    authorise(token, route.role, team);
  } catch (error) {
    metrics.authFailed("role");
    throw error;
  }
  return token;
}

/** A path names a team that exists and an app that could. */
async function checkNames(
  route: Route,
  params: Readonly<Record<string, string>>,
  catalog: Catalog,
): Promise<void> {
  const { team, app } = params;
  if (team !== undefined && (await catalog.team(team)) === undefined) {
    throw new FlotillaError("TEAM_UNKNOWN", `no team "${team.slice(0, 60)}"`);
  }
  if (app !== undefined && !isName(app)) {
    throw new FlotillaError(
      route.method === "get" ? "APP_UNKNOWN" : "NAME_INVALID",
      `app "${app.slice(0, 60)}": expected lower-case letters, digits and single hyphens, at most 40`,
    );
  }
}

function expressPath(path: string): string {
  return `/api/v1${path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
}
