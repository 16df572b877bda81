import type { NewSession, SessionOwner, SessionRecord } from "../sessions.ts";

/** An owner as its process and the rest, which all sessions of the process share. */
export function ownerFields({ processId, ...rest }: SessionOwner): [process: string, rest: string] {
  return [processId, JSON.stringify(rest)];
}

/** The fields of a new record's Redis hash that are written as they are, with their values; empty ones are left out. */
export function newFieldsOf({ connection, ...session }: NewSession): string[] {
  const held = connection && { connection: connection.id, gateway: connection.gatewayId };
  return flatten({ ...commonFields(session), ...held });
}

/** The same of a record that is told again; it has no connection yet. */
export function fieldsOf(record: SessionRecord): string[] {
  const { createdAt, isMoving, recoveries, recoveriesSince } = record;
  return flatten({
    ...commonFields(record),
    created: createdAt,
    ...(isMoving && { isMoving: "1" }),
    ...(recoveries > 0 && { recoveries }),
    ...(recoveriesSince !== null && { recoveriesSince }),
  });
}

/** The record of what a step answered; undefined if there was no such session. */
export function recordOf(flat: readonly string[]): SessionRecord | undefined {
  if (flat.length === 0) return undefined;
  const fields = new Map<string, string>();
  for (let at = 0; at < flat.length; at += 2) fields.set(flat[at] ?? "", flat[at + 1] ?? "");
  const text = (name: string): string => fields.get(name) ?? "";
  const number = (name: string): number | null => (fields.has(name) ? Number(text(name)) : null);
  const [team = "", app = ""] = text("app").split("/");
  const [processId, connectionId] = [text("process"), text("connection")];
  return {
    id: text("id"),
    team,
    app,
    release: text("release"),
    state: text("state") as SessionRecord["state"],
    owner: processId === "" ? null : ownerOf(processId, text("owner")),
    isMoving: text("isMoving") === "1",
    recoveries: Number(text("recoveries")),
    recoveriesSince: number("recoveriesSince"),
    epoch: Number(text("epoch")),
    claimId: text("claim"),
    connection: connectionId === "" ? null : { gatewayId: text("gateway"), id: connectionId },
    client: { ip: text("ip"), userAgent: text("agent") },
    secretHash: text("secret") || null,
    ttlMs: Number(text("ttl")),
    deadline: number("deadline"),
    createdAt: Number(text("created")),
  };
}

function ownerOf(processId: string, rest: string): SessionOwner {
  const { workerId, socketPath } = JSON.parse(rest) as Omit<SessionOwner, "processId">;
  return { workerId, processId, socketPath };
}

function commonFields(session: Omit<NewSession, "connection" | "owner">) {
  const { release, state, epoch, claimId, ttlMs, client, secretHash } = session;
  const secret = secretHash !== null && { secret: secretHash };
  return { release, state, epoch, claim: claimId, ttl: ttlMs, ip: client.ip, ...secret };
}

function flatten(fields: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(fields).flatMap(([name, value]) => [name, `${value}`]);
}
