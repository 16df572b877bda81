import type { CheckpointParts } from "../checkpoint.ts";
import type { ExtensionOffer } from "../extension.ts";

/** What a link frame carries. */
export const LinkType = {
  hello: 0,
  open: 1,
  packet: 2,
  fragment: 3,
  credit: 4,
  attach: 5,
  detach: 6,
  close: 7,
  ping: 8,
  login: 9,
  trace: 10,
  timing: 11,
  move: 12,
  record: 13,
} as const;

/** Newest version of frames and payloads that this code speaks; 2 has frames of the types above `login`. */
export const linkVersion = 2;

/** Oldest version that it speaks too: nodes of the release before go on being understood. */
export const oldestLinkVersion = 1;

/** First frame in each direction, on session 0. */
export interface LinkHello {
  /** The newest version that this end speaks. */
  version: number;
  /** The oldest one; absent: no other. */
  oldest?: number;
  side: "gateway" | "app";
  /** Gateway id or app process id. */
  id: string;
}

/** An existing session has a connection again; answered by a REGISTER reply with the whole page. */
export interface LinkAttach {
  sessionId: string;
  epoch: number;
  claimId: string;
  /** The page map of the client's REGISTER. */
  page: Record<string, unknown>;
  client: { ip: string; userAgent: string };
  pageUrl: string;
  pageName: string;
  /** Signs upload addresses of this session and no other. */
  uploadKey?: Uint8Array;
  /** The session's record, sealed: a process keeps it for a store that has lost it. */
  record?: Uint8Array;
  /** Names the session in upload addresses to gateways only. */
  uploadTicket?: string;
  /** The extension that this client speaks; absent: plain packets only, both ways. */
  extension?: ExtensionOffer;
  /** The client has been there all along: nothing that it registered with is new. */
  isStaying?: boolean;
}

/** What a session starts from after its process has ended or its release has changed. */
export interface LinkRestore {
  /** As the last checkpoint left them. */
  parts: CheckpointParts;
  /** The release that wrote them. */
  release: string;
  /**
   * The client has been there all along: `page` is what it registered with a while ago, and newer values of its fields are
   * among the parts. Else it has just come, and `page` is the newer one.
   */
  isStaying: boolean;
  /** If this release cannot take it over, the session can go on with the one that wrote it: a close with `stay` says so. */
  mayStay?: boolean;
  /** It has turned out that the live release cannot take it over. */
  hasStayed?: boolean;
}

/** A session begins in this process; answered by a REGISTER reply. */
export interface LinkOpen extends LinkAttach {
  /** How long the session is kept without a connection. */
  ttlMs: number;
  /** What it kept of an earlier run; absent: it is new, or kept nothing. */
  restore?: LinkRestore;
}

/** The connection ended, the session stays. `moved`: it waits in the store for another process. */
export interface LinkDetach {
  reason: "closed" | "lost" | "replaced" | "drain" | "limit" | "moved";
}

/** In which release a session that moves is to go on: its own, or the one that is live. */
export type MoveTarget = "same" | "live";

/** From an app process: a session is to go on elsewhere. From a gateway: there is a place for it now. */
export interface LinkMove {
  to: MoveTarget;
}

/**
 * The session ends, or has ended; `moved`: another process has it; `unknown`: it is not here and goes on wherever it is begun;
 * `stay`: this release cannot take over its state.
 */
export interface LinkClose {
  reason: "expired" | "user" | "host" | "app" | "release" | "unknown" | "moved" | "stay";
  /** From an app process: the close code for the client's socket. */
  code?: number;
  /** From a gateway on session 0, to end a session that has no number. */
  sessionId?: string;
  epoch?: number;
}

/** A provider's answer to a sign-in of a session; from a gateway on session 0. */
export interface LinkLogin {
  sessionId: string;
  epoch: number;
  state: string;
  code?: string;
  error?: string;
  errorDescription?: string;
  /** Who the answer says it is from. */
  issuer?: string;
}

/** What a session's record is now, sealed as in an attach; from a gateway on session 0. */
export interface LinkRecord {
  sessionId: string;
  epoch: number;
  record: Uint8Array;
}

/** Payloads that are maps, by frame type. */
export interface LinkPayloads {
  0: LinkHello;
  1: LinkOpen;
  5: LinkAttach;
  6: LinkDetach;
  7: LinkClose;
  9: LinkLogin;
  12: LinkMove;
  13: LinkRecord;
}
