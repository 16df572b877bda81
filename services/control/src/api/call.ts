import type { IncomingMessage, ServerResponse } from "node:http";
import type { Token } from "@flotilla/objects";

/** A request whose sender may make it. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly token: Token;
  /** The team of the path; empty for routes that are nobody's. */
  readonly team: string;
  /** The app of the path; empty for routes that are no app's. */
  readonly app: string;
  /** Other parts of the path by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The body as the route's schema gave it back. */
  readonly body: unknown;
}
