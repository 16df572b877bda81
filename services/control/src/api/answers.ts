import type { ServerResponse } from "node:http";
import { type Problem, problemOf, sendProblem } from "@flotilla/service-kit";
import { type BuildProblem, BuildProblems } from "../build/build-problem.ts";

/** Writes a JSON answer. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(`${JSON.stringify(value)}\n`);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": body.length,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

/** JSON objects, one a line, as they come. */
export class JsonLines {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.writeHead(200, {
      "content-type": "application/x-ndjson",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    response.flushHeaders();
  }

  write(value: unknown): void {
    if (!this.#response.writableEnded) this.#response.write(`${JSON.stringify(value)}\n`);
  }

  /** An empty line: keeps the way open, means nothing. */
  beat(): void {
    if (!this.#response.writableEnded) this.#response.write("\n");
  }

  end(): void {
    this.#response.end();
  }
}

/** What an error says to a program, the single places of a failed build included. */
export function apiProblem(
  error: unknown,
): Problem & { readonly problems?: readonly BuildProblem[] } {
  const problem = problemOf(error);
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof BuildProblems)) return problem;
  return { ...problem, extra: { problems: cause.problems } };
}

/** Answers with an error. */
export function sendError(response: ServerResponse, error: unknown): void {
  const problem = apiProblem(error);
  if (problem.status === 401) response.setHeader("www-authenticate", "Bearer");
  sendProblem(response, problem);
}
