import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The header that follows a request through services. */
export const requestIdHeader = "x-request-id";

/** A request's id: what a service in front of this one has given it, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, "headers">): string {
  const given = headers[requestIdHeader];
  if (typeof given === "string" && /^[\w-]{8,64}$/.test(given)) return given;
  return makeRequestId();
}

/** A new request's id. */
export function makeRequestId(): string {
  return randomBytes(9).toString("base64url");
}
