import type { AttachRequest, NewSession, SessionRecord } from "../sessions.ts";

export const minute = 60_000;

/** What every fixture begins with. */
export const fence = { epoch: 1, claimId: "claim" };
export const owner = { workerId: "w1", processId: "p1", socketPath: "/run/p1.sock" };

/** What the store adds to a session, besides the times. */
export const fresh = { isMoving: false, recoveries: 0, recoveriesSince: null };

/** A session of process `p1` with the socket `c1`. */
export function session(id: string): NewSession {
  return {
    id,
    team: "t",
    app: "counter",
    release: "r1",
    state: "attached",
    owner,
    ...fence,
    connection: { gatewayId: "g1", id: "c1" },
    client: { ip: "192.0.2.1", userAgent: "test" },
    secretHash: null,
    ttlMs: 60 * minute,
  };
}

/** An attach of another socket. */
export function request(connectionId: string, replaces: string | null): AttachRequest {
  return {
    connection: { gatewayId: "g1", id: connectionId },
    client: { ip: connectionId, userAgent: "test" },
    replaces,
  };
}

export function ids(records: readonly SessionRecord[]): string[] {
  return records.map(({ id }) => id);
}
