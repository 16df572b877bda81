import type { ServerResponse } from "node:http";
import { type ErrorCode, errorTable, FlotillaError, systemCodeOf } from "@flotilla/protocol";
import type { ErrorRequestHandler } from "express";
import type { Logger } from "./logger.ts";

/** An error as programs read it (RFC 9457) with a code that stays stable. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly retryAfterS?: number;
  /** More members, such as the list of invalid fields. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Writes `application/problem+json`; does nothing if an answer has begun. */
export function sendProblem(response: ServerResponse, problem: Problem): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, code, title, detail, retryAfterS, extra } = problem;
  const body = Buffer.from(
    JSON.stringify({
      ...extra,
      type: "about:blank",
      title,
      status,
      code,
      ...(detail !== undefined && { detail }),
    }),
  );
  response.writeHead(status, {
    "content-type": "application/problem+json",
    "content-length": body.length,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(retryAfterS !== undefined && {
      "retry-after": String(Math.max(1, Math.ceil(retryAfterS))),
    }),
  });
  response.end(response.req?.method === "HEAD" ? undefined : body);
}

/** The problem that an error stands for; anything unforeseen is a 500 that says nothing about itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof FlotillaError) {
    const { status } = errorTable[error.code];
    return { status, code: error.code, title: error.message };
  }
  if (isDiskFull(error)) {
    const title = "The host's disk is full: its administrator has to make room";
    return { status: errorTable.STORAGE_FULL.status, code: "STORAGE_FULL", title };
  }
  const status = clientErrorStatus(error);
  if (status !== undefined)
    return { status, code: "BAD_REQUEST", title: "The request is malformed" };
  return { status: 500, code: "INTERNAL", title: "Something went wrong here" };
}

/** Whoever finds out tells it in the log; each who asked is only turned away. */
const expected: ReadonlySet<string> = new Set<ErrorCode>([
  "APP_CRASHING",
  "DRAINING",
  "NO_CAPACITY",
  "STORE_UNAVAILABLE",
]);

/** The last middleware of an express app: one converter for every error. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const problem = problemOf(error);
    const isOurs = problem.status >= 500 && !expected.has(problem.code);
    if (isOurs) logger.error({ err: error }, "request failed");
    sendProblem(response, problem);
  };
}

function isDiskFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(systemCodeOf(error) ?? "");
}

/** Express and body parsers throw errors that carry a 4xx status. */
function clientErrorStatus(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("status" in error)) return undefined;
  const { status } = error;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
