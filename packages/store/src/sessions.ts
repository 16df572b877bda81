import type { CheckpointChanges, CheckpointParts } from "@flotilla/protocol";

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
  /** Null: suspended, until somebody claims it. */
  readonly owner: SessionOwner | null;
  /** Its release has been given up: whoever claims it takes the live one. */
  readonly isMoving: boolean;
  /** Claims after deaths that the session may have caused, in a row, and when the first of them was. */
  readonly recoveries: number;
  readonly recoveriesSince: number | null;
  readonly connection: SessionConnection | null;
  readonly client: SessionClient;
  /** Hash of the resume secret; null if the session was given none and resumes by its id alone. */
  readonly secretHash: string | null;
  readonly ttlMs: number;
  /** When a detached session ends; null while it is not detached. */
  readonly deadline: number | null;
  /** By the clock of the node that made it. */
  readonly createdAt: number;
}

/** A session to be made; the store adds the rest. */
export interface NewSession
  extends Omit<
    SessionRecord,
    "createdAt" | "deadline" | "isMoving" | "recoveries" | "recoveriesSince"
  > {
  readonly owner: SessionOwner;
}

/** Parts of what a session keeps. */
export interface Checkpoint {
  /** Null removes a part. The bytes must not change afterwards. */
  readonly parts: CheckpointChanges;
  /** The parts are all there are; else those that are not named stay as they were. */
  readonly whole: boolean;
}

/** What a session has kept, and the release that wrote it last. */
export interface KeptState {
  readonly release: string;
  readonly parts: CheckpointParts;
}

/** Who takes over a suspended session, under which claim. */
export interface ClaimRequest {
  readonly owner: SessionOwner;
  readonly release: string;
  readonly claimId: string;
  /** The session may have caused the end of its process: such claims are counted while they follow within `windowMs`. */
  readonly isSuspect: boolean;
  readonly windowMs: number;
}

/** Why a process's sessions lose their owner: it has ended, or its release has been given up. */
export type SuspendCause = "ended" | "moved";

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

/** Which sessions to count; none of these walks through them. */
export type SessionFilter =
  | { readonly team: string; readonly app: string }
  | { readonly processId: string }
  | { readonly gatewayId: string }
  | { readonly state: "attached" | "detached" }
  | Readonly<Record<string, never>>;

/** `gone`: it has another owner, or none; `unknown`: there is no such session or claim (any more). */
export type CheckpointOutcome = "stored" | "gone" | "unknown";

/** A socket that a gateway is said to hold. */
export interface HeldConnection extends Fence {
  readonly sessionId: string;
  readonly connectionId: string;
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
  /** Gives every session of an app that one browser holds a new secret; the old one opens none of them any more. What they are now. */
  renewSecret(
    team: string,
    app: string,
    oldHash: string,
    newHash: string,
  ): Promise<readonly SessionRecord[]>;
  /** Deletes the session; the record for the one caller that did it, undefined for all others. */
  close(id: string, fence: Fence): Promise<SessionRecord | undefined>;
  /** Deletes up to `limit` detached sessions past their deadline and hands each to exactly one caller. */
  expire(limit: number): Promise<readonly SessionRecord[]>;
  /**
   * Keeps a session's state, if the fence is right: also while it is suspended, never after a claim. Throws `STATE_TOO_BIG` and
   * changes nothing if all parts together were over the limit.
   */
  checkpoint(id: string, fence: Fence, checkpoint: Checkpoint): Promise<CheckpointOutcome>;
  /**
   * An owner tells a store that may have lost something what it has: the session, and all it has kept (nothing: what is kept
   * stays). A session that the store does not know is detached from now on. `gone`: the store knows a later owner, or has
   * taken the session from this one; then the caller's copy is void. Throws `STATE_TOO_BIG`.
   */
  reassert(record: SessionRecord, parts: CheckpointParts): Promise<"stored" | "gone">;
  /** What a session has kept; undefined if nothing. It ends with the session. */
  kept(id: string): Promise<KeptState | undefined>;
  /** Takes a dead process's sessions from it; each record is handed to exactly one caller. */
  suspendOwner(processId: string, cause: SuspendCause): Promise<readonly SessionRecord[]>;
  /** Takes one session from its owner, who does not have it (any more); undefined if it has another by now, or none. */
  suspend(id: string, fence: Fence, cause?: SuspendCause): Promise<SessionRecord | undefined>;
  /** Gives a suspended session an owner and the next epoch; of all callers with the same fence one gets the record. */
  claim(id: string, fence: Fence, request: ClaimRequest): Promise<SessionRecord | undefined>;
  /** Gateways that hold sockets of sessions, whether they live or not. */
  holders(): Promise<readonly string[]>;
  /** The sockets that a gateway is said to hold. */
  heldBy(gatewayId: string): Promise<readonly HeldConnection[]>;
  count(filter: SessionFilter): Promise<number>;
}
