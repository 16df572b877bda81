import type {
  ErrorCode,
  LinkClose,
  LinkDetach,
  MoveTarget,
  Registration,
} from "@flotilla/protocol";
import type { Tracing } from "@flotilla/service-kit";
import type { SessionRecord } from "@flotilla/store";
import type { ClientFacts } from "../http/client-facts.ts";
import type { AppLink } from "../upstream/app-link.ts";
import type { Connection } from "./connection.ts";

/** A session's place on a link while it has a connection. */
export interface Attachment {
  readonly link: AppLink;
  readonly number: number;
  readonly record: SessionRecord;
  /** When it began, by `performance.now()`. */
  readonly since: number;
}

/** What a socket is about, known from its handshake. */
export interface ConnectionInfo {
  readonly id: string;
  readonly team: string;
  readonly app: string;
  readonly facts: ClientFacts;
  /** Hash of the resume secret that the handshake carried. */
  readonly secretHash: string | null;
  /** The socket's own address without its last segment, as apps see it. */
  readonly pageUrl: string;
}

/** Who decides about the sessions of connections. */
export interface ConnectionOwner {
  /** Where traces of clicks go; undefined: there are none. */
  readonly tracing: Tracing | undefined;
  register(connection: Connection, request: Registration): void;
  /** The app's reply to the registration is on its way. */
  opened(connection: Connection): void;
  /** The socket is gone, or is not wanted any more; called once. */
  left(connection: Connection, reason: LinkDetach["reason"], code: number): void;
  ended(connection: Connection, close: LinkClose): void;
  /** The session's process wants it to go on elsewhere. */
  asked(connection: Connection, to: MoveTarget): void;
  /** The session has left its process, and waits in the store for the next one. */
  moved(connection: Connection): void;
  /** The app has not replied in time: its session is given up. */
  unanswered(connection: Connection): void;
  violated(code: ErrorCode): void;
}
