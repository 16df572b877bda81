import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

const pattern = /^[A-Za-z0-9_-]{43}$/;

/** The secret that this browser was given for an app; undefined for clients that keep no cookies. */
export function readSecret(
  request: IncomingMessage,
  team: string,
  app: string,
): string | undefined {
  const name = cookieName(team, app);
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at === -1 || part.slice(0, at).trim() !== name) continue;
    const value = part.slice(at + 1).trim();
    if (pattern.test(value)) return value;
  }
  return undefined;
}

/** Gives a browser that has none a secret for this app; tabs of one browser share it. */
export function ensureSecret(
  request: IncomingMessage,
  response: ServerResponse,
  team: string,
  app: string,
  isSecure: boolean,
): void {
  if (readSecret(request, team, app) === undefined) renewSecret(response, team, app, isSecure);
}

/** Gives a browser a new secret for this app; returns it. */
export function renewSecret(
  response: ServerResponse,
  team: string,
  app: string,
  isSecure: boolean,
): string {
  const value = randomBytes(32).toString("base64url");
  const attributes = `Path=/${team}/${app}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  response.setHeader("set-cookie", `${cookieName(team, app)}=${value}; ${attributes}`);
  return value;
}

/** What is stored of a secret. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

function cookieName(team: string, app: string): string {
  return `flotilla_${team}_${app}`;
}
