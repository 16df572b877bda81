import type { MoveTarget } from "@flotilla/protocol";
import type { AppSession, Connection } from "@flotilla/sdk/runtime";
import type { Departure } from "./departure.ts";

/** A session and what this process knows of it beyond the app's own state. */
export interface HeldSession {
  readonly id: string;
  readonly app: AppSession;
  readonly ttlMs: number;
  epoch: number;
  claimId: string;
  /** Its record as the gateway sealed it. */
  record: Uint8Array | undefined;
  /** It has ended, or has another owner: nothing of it is kept any more. */
  isElsewhere: boolean;
  /** The way to its client, if it has one now. */
  attachment: Attachment | undefined;
  detachedAt: number | undefined;
  /** What its next checkpoint is part of. */
  trace?: Uint8Array | undefined;
  /** It is to go on in another process. */
  departure: Departure | undefined;
  /** Where it cannot go, and why. */
  staysFor: { readonly to: MoveTarget; readonly why: string } | undefined;
}

/** One stay of a session on a link. */
export interface Attachment extends Connection {
  /** Gives the stay up from this end: another has taken its place. */
  leave(reason: "replaced" | "closed" | "lost" | "moved"): void;
  /** Asks for a place in another process. */
  askMove(to: MoveTarget): void;
  /** Ends the session, whose client is to register again. */
  turnOut(): void;
  /** Turns the client away: what it registered with cannot be used. */
  refuse(): void;
}
