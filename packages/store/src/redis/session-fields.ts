import type { NewSession, SessionOwner, SessionRecord } from "../sessions.ts";

/** A record as the fields of a Redis hash; what is null is empty. */
export function fieldsOf(session: NewSession | SessionRecord): Record<string, string> {
  const { owner, connection, client, secretHash, ...plain } = session;
  return {
    ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, textOf(value)])),
    owner: owner === null ? "" : JSON.stringify(owner),
    processId: owner?.processId ?? "",
    connectionId: connection?.id ?? "",
    gatewayId: connection?.gatewayId ?? "",
    client: JSON.stringify(client),
    secretHash: secretHash ?? "",
  };
}

/** The record of what HGETALL answered; undefined if there was no such key. */
export function recordOf(flat: readonly string[]): SessionRecord | undefined {
  if (flat.length === 0) return undefined;
  const fields = new Map<string, string>();
  for (let at = 0; at < flat.length; at += 2) fields.set(flat[at] ?? "", flat[at + 1] ?? "");
  const text = (name: string): string => fields.get(name) ?? "";
  const owner = text("owner");
  const connectionId = text("connectionId");
  return {
    id: text("id"),
    team: text("team"),
    app: text("app"),
    release: text("release"),
    state: text("state") as SessionRecord["state"],
    owner: owner === "" ? null : (JSON.parse(owner) as SessionOwner),
    isMoving: text("isMoving") === "1",
    recoveries: Number(text("recoveries")),
    recoveriesSince: numberOf(text("recoveriesSince")),
    epoch: Number(text("epoch")),
    claimId: text("claimId"),
    connection: connectionId === "" ? null : { gatewayId: text("gatewayId"), id: connectionId },
    client: JSON.parse(text("client")) as SessionRecord["client"],
    secretHash: text("secretHash") || null,
    ttlMs: Number(text("ttlMs")),
    deadline: numberOf(text("deadline")),
    createdAt: Number(text("createdAt")),
  };
}

function textOf(value: string | number | boolean | null): string {
  if (typeof value === "boolean") return value ? "1" : "";
  return value === null ? "" : String(value);
}

function numberOf(text: string): number | null {
  return text === "" ? null : Number(text);
}
