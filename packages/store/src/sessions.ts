/** Which app process runs a session. */
export interface SessionOwner {
  readonly workerId: string;
  readonly processId: string;
  readonly socketPath: string;
}

/** The client socket a session has now. */
export interface SessionConnection {
  readonly gatewayId: string;
  readonly id: string;
}

/** Facts about a connection, refreshed at every attach. */
export interface SessionClient {
  readonly ip: string;
  readonly userAgent: string;
}

/** Proof of ownership: an epoch alone can be issued twice by a store that lost a write. */
export interface Fence {
  readonly epoch: number;
  readonly claimId: string;
}

/** One user's run of an app, as every node sees it. */
export interface SessionRecord extends Fence {
  readonly id: string;
  readonly team: string;
  readonly app: string;
  readonly release: string;
  readonly state: "starting" | "attached" | "detached";
  readonly owner: SessionOwner;
  readonly connection: SessionConnection | null;
  readonly client: SessionClient;
  /** Hash of the resume secret; null if the session was given none and resumes by its id alone. */
  readonly secretHash: string | null;
  readonly ttlMs: number;
  /** When a detached session ends; null while it is not detached. */
  readonly deadline: number | null;
  readonly createdAt: number;
}

/** A session to be made; the store adds the times. */
export type NewSession = Omit<SessionRecord, "createdAt" | "deadline">;

/** What an attach wants: the new socket, and the one it found there (null if none). */
export interface AttachRequest {
  readonly connection: SessionConnection;
  readonly client: SessionClient;
  readonly replaces: string | null;
}

/** `busy`: another connection came first; `gone`: no such session under this fence. */
export type AttachOutcome =
  | { readonly outcome: "attached"; readonly record: SessionRecord }
  | { readonly outcome: "busy"; readonly record: SessionRecord }
  | { readonly outcome: "gone" };

/** Which sessions to count; every field given must match. */
export interface SessionFilter {
  readonly team?: string;
  readonly app?: string;
  readonly processId?: string;
  readonly gatewayId?: string;
  readonly state?: SessionRecord["state"];
}

/** Where sessions are, who runs them and when they end. Each method is one atomic step. */
export interface Sessions {
  /** Throws `CONFLICT` if the id is taken. */
  create(session: NewSession): Promise<SessionRecord>;
  get(id: string): Promise<SessionRecord | undefined>;
  /** Gives the session a socket, if it still has the one the caller saw (`replaces`). */
  attach(id: string, fence: Fence, request: AttachRequest): Promise<AttachOutcome>;
  /** Takes the socket away and starts the deadline; undefined if that socket is not the session's any more. */
  detach(id: string, fence: Fence, connectionId: string): Promise<SessionRecord | undefined>;
  /** Gives every session of an app that one browser holds a new secret; the old one opens none of them any more. */
  renewSecret(team: string, app: string, oldHash: string, newHash: string): Promise<void>;
  /** Deletes the session; the record for the one caller that did it, undefined for all others. */
  close(id: string, fence: Fence): Promise<SessionRecord | undefined>;
  /** Deletes up to `limit` detached sessions past their deadline and hands each to exactly one caller. */
  expire(limit: number): Promise<readonly SessionRecord[]>;
  /** Deletes what a dead process ran and hands each record to exactly one caller. */
  releaseOwner(processId: string): Promise<readonly SessionRecord[]>;
  count(filter: SessionFilter): Promise<number>;
}
