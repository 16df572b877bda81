import type { SessionOwner, SessionRecord } from "../sessions.ts";
import { restoreAgent, shortenAgent } from "./short-agent.ts";

/** What Redis keeps of a session, in this order, one line each. Only the last may have line breaks of its own. */
export const recordFields = [
  ...["created", "app", "release", "state", "epoch", "claim", "process", "gateway", "connection"],
  ...["ttl", "deadline", "secret", "isMoving", "recoveries", "recoveriesSince", "ip", "agent"],
] as const;

type RecordField = (typeof recordFields)[number];

/** An owner as its process and the rest, which all sessions of the process share. */
export function ownerFields({ processId, ...rest }: SessionOwner): [process: string, rest: string] {
  return [processId, JSON.stringify(rest)];
}

/** A session as Redis keeps it. */
export function textOf(session: SessionRecord): string {
  const { team, app, owner, connection, client } = session;
  const values: Readonly<Record<RecordField, string | number | null | undefined>> = {
    created: session.createdAt,
    app: `${team}/${app}`,
    release: session.release,
    state: session.state,
    epoch: session.epoch,
    claim: session.claimId,
    process: owner?.processId,
    gateway: connection?.gatewayId,
    connection: connection?.id,
    ttl: session.ttlMs,
    deadline: session.deadline,
    secret: session.secretHash,
    isMoving: session.isMoving ? 1 : "",
    recoveries: session.recoveries || "",
    recoveriesSince: session.recoveriesSince,
    ip: client.ip,
    agent: shortenAgent(client.userAgent),
  };
  return recordFields.map((name) => values[name] ?? "").join("\n");
}

/** The record of what a step answered: id, text and the rest of the owner; undefined if there was no such session. */
export function recordOf(answer: readonly string[]): SessionRecord | undefined {
  const [id, text, owner = ""] = answer;
  if (id === undefined || text === undefined) return undefined;
  const lines = text.split("\n");
  const agent = lines.splice(recordFields.length - 1).join("\n");
  const line = (name: RecordField): string => lines[recordFields.indexOf(name)] ?? "";
  const number = (name: RecordField): number | null => (line(name) ? Number(line(name)) : null);
  const [team = "", app = ""] = line("app").split("/");
  const [processId, connectionId] = [line("process"), line("connection")];
  return {
    id,
    team,
    app,
    release: line("release"),
    state: line("state") as SessionRecord["state"],
    owner: processId === "" ? null : ownerOf(processId, owner),
    isMoving: line("isMoving") === "1",
    recoveries: Number(line("recoveries")),
    recoveriesSince: number("recoveriesSince"),
    epoch: Number(line("epoch")),
    claimId: line("claim"),
    connection: connectionId === "" ? null : { gatewayId: line("gateway"), id: connectionId },
    client: { ip: line("ip"), userAgent: restoreAgent(agent) },
    secretHash: line("secret") || null,
    ttlMs: Number(line("ttl")),
    deadline: number("deadline"),
    createdAt: Number(line("created")),
  };
}

function ownerOf(processId: string, rest: string): SessionOwner {
  const { workerId, socketPath } = JSON.parse(rest) as Omit<SessionOwner, "processId">;
  return { workerId, processId, socketPath };
}
