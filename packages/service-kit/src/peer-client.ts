import { once } from "node:events";
import {
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  request as sendPlain,
} from "node:http";
import { request as sendSecured } from "node:https";
import { connect as connectPlain, type OnReadOpts, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { type ConnectionOptions, connect as connectSecured } from "node:tls";
import type { PeerIdentity } from "./tls/peer-identity.ts";
import type { PeerRole } from "./tls/peer-role.ts";

/** A service as the others know it. */
export interface Peer {
  readonly kind: PeerRole;
  readonly internalUrl: string;
}

/** What is asked of a peer. */
export interface PeerQuestion {
  readonly method?: string;
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly timeoutMs: number;
  /** Ends the wait before that. */
  readonly signal?: AbortSignal;
}

/** What a peer answered; the body is undefined if it is no JSON. */
export interface PeerAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** How a service reaches the internal listeners of the others: with the token that they share, and its identity if it has one. */
export class PeerClient {
  readonly token: string;
  readonly #identity: PeerIdentity | undefined;

  constructor(token: string, identity?: PeerIdentity | undefined) {
    this.token = token;
    this.#identity = identity;
  }

  /** The header by which peers know each other. */
  get authorization(): string {
    return `Bearer ${this.token}`;
  }

  /** Asks once; rejects if no answer comes in time. */
  async ask(
    peer: Peer,
    { method = "GET", path, body, timeoutMs, ...question }: PeerQuestion,
  ): Promise<PeerAnswer> {
    const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers = {
      authorization: this.authorization,
      ...(sent && { "content-type": "application/json", "content-length": sent.length }),
    };
    const late = AbortSignal.timeout(timeoutMs);
    const signal = question.signal ? AbortSignal.any([late, question.signal]) : late;
    const request = this.request(peer.kind, new URL(path, peer.internalUrl), {
      method,
      headers,
      signal,
    });
    request.on("error", () => {}); // after the answer has begun it is the body that fails
    request.end(sent);
    const [response]: IncomingMessage[] = await once(request, "response");
    const answered = response === undefined ? "" : await text(response);
    return { status: response?.statusCode ?? 0, body: jsonOf(answered) };
  }

  /** A request whose body and answer are streams. */
  request(role: PeerRole, url: URL, options: RequestOptions): ClientRequest {
    const identity = this.#identity;
    if (identity === undefined) {
      const send = url.protocol === "https:" ? sendSecured : sendPlain;
      return send(url, { ...options, agent: false });
    }
    // Whatever a peer says of itself, it hears nothing in the clear.
    const secured = { ...options, ...identity.connectOptions(role), agent: false };
    const request = sendSecured(url, { ...secured, protocol: "https:" });
    return request.on("error", (error) => identity.failed(error, role, url.host));
  }

  /** A connection whose bytes `onread` gets; `onConnect` is called when it stands. */
  connect(
    role: PeerRole,
    url: URL,
    onread: OnReadOpts,
    onConnect: (socket: Socket) => void,
  ): Socket {
    const identity = this.#identity;
    const address = peerAddress(url);
    if (identity === undefined) {
      const socket = connectPlain({ ...address, onread, noDelay: true });
      return socket.on("connect", () => onConnect(socket));
    }
    const options: ConnectionOptions & { readonly onread: OnReadOpts } = {
      ...address,
      ...identity.connectOptions(role),
      onread,
    };
    const socket = connectSecured(options);
    socket.setNoDelay(true);
    socket.on("error", (error) => identity.failed(error, role, url.host));
    return socket.on("secureConnect", () => onConnect(socket));
  }
}

/** Where the listener of an address is. */
export function peerAddress({ hostname, port, protocol }: URL): {
  readonly host: string;
  readonly port: number;
} {
  const usual = protocol === "https:" ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || usual) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
