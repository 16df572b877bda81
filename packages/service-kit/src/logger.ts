import { createHash } from "node:crypto";
import { type DestinationStream, destination, type Logger, pino } from "pino";
import { loggableError } from "./loggable-error.ts";

export type { Logger };

/** How a process logs. */
export interface LoggerOptions {
  readonly name: string;
  readonly level?: string;
  /** Where lines go; standard error if not given. */
  readonly stream?: DestinationStream;
}

const secretFields = [
  "token",
  "password",
  "secret",
  "authorization",
  "cookie",
  "set-cookie",
  "internalToken",
  "secretHash",
  "uploadKey",
  "uploadTicket",
  "claimId",
  "sessionId",
];
const maxTextLength = 4_096;

/** The root logger of a process: JSON lines on standard error, secrets redacted, long texts cut. */
export function createLogger(options: LoggerOptions): Logger {
  return pino(
    {
      name: options.name,
      level: options.level ?? "info",
      base: { name: options.name },
      redact: {
        paths: secretFields.flatMap((field) => [
          `["${field}"]`,
          `*["${field}"]`,
          `*.*["${field}"]`,
        ]),
        censor: "[redacted]",
      },
      serializers: { err: loggableError },
      formatters: { log: (fields) => capTexts(fields) },
    },
    options.stream ?? destination({ fd: 2, sync: true }),
  );
}

/** A logger that writes nothing, for code that runs without one. */
export function silentLogger(): Logger {
  return pino({ level: "silent" });
}

/** Whom a log line of a session is about; its id as a hash. */
export function sessionFields(session: {
  readonly id: string;
  readonly team: string;
  readonly app: string;
  readonly release: string;
}): { team: string; app: string; release: string; session: string } {
  const { id, team, app, release } = session;
  return { team, app, release, session: hashSessionId(id) };
}

/** A session id as logs show it: enough to follow a session, too little to take it. */
export function hashSessionId(sessionId: string): string {
  return createHash("sha256").update(sessionId).digest("base64url").slice(0, 12);
}

function capTexts(fields: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== "string" || value.length <= maxTextLength) continue;
    return { ...fields, ...cappedFrom(fields, name) };
  }
  return fields;
}

/** Copies only when something is too long, which is rare. */
function cappedFrom(fields: Record<string, unknown>, first: string): Record<string, unknown> {
  const capped: Record<string, unknown> = {};
  let found = false;
  for (const [name, value] of Object.entries(fields)) {
    found ||= name === first;
    if (found && typeof value === "string" && value.length > maxTextLength) {
      capped[name] = `${value.slice(0, maxTextLength)}… (${value.length} characters)`;
    }
  }
  return capped;
}
