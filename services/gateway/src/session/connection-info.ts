import { randomBytes } from "node:crypto";
import { hashSecret, readSecret } from "../http/resume-secret.ts";
import type { Handshake } from "../transport/door.ts";
import type { OriginRule } from "../transport/origin.ts";
import type { ConnectionInfo } from "./connection-owner.ts";

/** What a handshake says about its socket. */
export function connectionInfo(
  { team, app, facts, request }: Handshake,
  origins: OriginRule,
): ConnectionInfo {
  const secret = readSecret(request, team, app);
  return {
    id: randomBytes(12).toString("base64url"),
    team,
    app,
    facts,
    secretHash: secret === undefined ? null : hashSecret(secret),
    pageUrl: `${origins.socketBase(request.headers.host, facts.isSecure)}/${team}/${app}`,
  };
}
