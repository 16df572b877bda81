import type { Catalog } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";
import type { Logs, StoredLine } from "@flotilla/store";
import { JsonLines } from "./answers.ts";
import { unknownApp } from "./app-routes.ts";
import type { Call } from "./call.ts";
import type { Route } from "./route.ts";
import { logLineSchema } from "./schemas.ts";

/** What the routes of logs work on. */
export interface LogRoutesOptions {
  readonly catalog: Catalog;
  readonly logs: Logs;
  /** Ends every tail when the service drains. */
  readonly draining: AbortSignal;
}

const defaultLines = 1_000;
const maxLines = 10_000;
const beatMs = 15_000;

/** An app's output: what is stored, then what comes. */
export function logRoutes({ catalog, logs, draining }: LogRoutesOptions): readonly Route[] {
  return [
    {
      method: "get",
      path: "/teams/{team}/apps/{app}/logs",
      role: "viewer",
      summary: "An app's output",
      query: [
        { name: "limit", description: "How many stored lines, the newest ones" },
        { name: "after", description: "Only lines behind this cursor" },
        { name: "follow", description: "true: go on with new lines until the caller leaves" },
      ],
      answers: {
        200: {
          description: "One line of output each",
          schema: logLineSchema,
          mediaType: "application/x-ndjson",
        },
      },
      handle: async (call) => {
        const { team, app, query } = call;
        if ((await catalog.app(team, app)) === undefined) throw unknownApp(team, app);
        const range = rangeOf(query);
        if (query.get("follow") === "true") await follow(call, logs, range, draining);
        else {
          const stored = await logs.read(team, app, range);
          const lines = new JsonLines(call.response);
          for (const line of stored) lines.write(described(line));
          lines.end();
        }
      },
    },
  ];
}

/** Lines that arrive while the stored ones are read come after them, none twice. */
async function follow(
  { team, app, response }: Call,
  logs: Logs,
  range: { limit: number; after?: string },
  draining: AbortSignal,
): Promise<void> {
  const waiting: StoredLine[] = [];
  let take = (fresh: readonly StoredLine[]): void => void waiting.push(...fresh);
  const undo = await logs.follow(team, app, (fresh) => take(fresh));
  try {
    const stored = await logs.read(team, app, range);
    const lines = new JsonLines(response);
    for (const line of stored) lines.write(described(line));
    const seen = new Set(stored.map((line) => line.cursor));
    take = (fresh) => {
      for (const line of fresh) if (!seen.has(line.cursor)) lines.write(described(line));
    };
    take(waiting);
    const beat = setInterval(() => lines.beat(), beatMs);
    try {
      await ended(response, draining);
    } finally {
      clearInterval(beat);
      lines.end();
    }
  } finally {
    await undo();
  }
}

async function ended(response: Call["response"], draining: AbortSignal): Promise<void> {
  if (response.destroyed || draining.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      response.off("close", end);
      draining.removeEventListener("abort", end);
      resolve();
    };
    response.once("close", end);
    draining.addEventListener("abort", end);
  });
}

function rangeOf(query: URLSearchParams): { limit: number; after?: string } {
  const text = query.get("limit") ?? `${defaultLines}`;
  const limit = Number(text);
  if (!Number.isSafeInteger(limit) || limit < 0 || limit > maxLines) {
    throw new FlotillaError(
      "REQUEST_INVALID",
      `limit: expected a whole number from 0 to ${maxLines}`,
    );
  }
  const after = query.get("after");
  return after === null ? { limit } : { limit, after };
}

function described(line: StoredLine) {
  const { at, stream, text, release, processId, cursor } = line;
  return { at: new Date(at).toISOString(), stream, text, release, process: processId, cursor };
}
