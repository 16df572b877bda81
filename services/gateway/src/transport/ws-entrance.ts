import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type ErrorCode, errorTable, inboundLimits, isName } from "@flotilla/protocol";
import { type ServerOptions, WebSocketServer } from "ws";
import type { ClientFacts, ClientFactsReader } from "../http/client-facts.ts";
import { parseTarget } from "../http/target.ts";
import type { AddressLimits } from "../limits/address-limits.ts";
import type { AttemptResult } from "../metrics.ts";
import type { ClientSocket, ClientSocketHandler } from "./client-socket.ts";
import type { OriginRule } from "./origin.ts";
import { WriteBatch, WsSocket } from "./ws-socket.ts";

/** What an accepted handshake says. */
export interface Handshake {
  readonly team: string;
  readonly app: string;
  readonly facts: ClientFacts;
  readonly request: IncomingMessage;
}

/** What the entrance asks and tells. */
export interface WsEntranceParts {
  readonly origins: OriginRule;
  readonly addresses: AddressLimits;
  readonly facts: ClientFactsReader;
  readonly isDraining: () => boolean;
  readonly accept: (handshake: Handshake, socket: ClientSocket) => ClientSocketHandler;
  readonly observe: (result: AttemptResult) => void;
}

const closeTimeoutMs = 2_000;
const serverOptions: ServerOptions & {
  closeTimeout: number;
  maxFragments: number;
  maxBufferedChunks: number;
} = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  skipUTF8Validation: true, // text is refused unread
  maxPayload: inboundLimits.maxMessageBytes,
  maxFragments: 4_096,
  maxBufferedChunks: 16_384,
  closeTimeout: closeTimeoutMs,
};

/** The door for WebSockets: everything that can be refused is refused before there is a socket. */
export class WsEntrance {
  readonly #parts: WsEntranceParts;
  readonly #batch = new WriteBatch();
  readonly #open = new Set<Socket>();
  readonly #server = new WebSocketServer(serverOptions);

  constructor(parts: WsEntranceParts) {
    this.#parts = parts;
  }

  /** Answers an upgrade request. */
  handle(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    if (!(raw instanceof Socket)) throw new TypeError("upgrade: expected a socket");
    raw.on("error", () => {}); // a reset during the handshake
    const { addresses, isDraining, origins } = this.#parts;
    const place = placeOf(request);
    if (place === undefined) {
      this.#refuse(raw, "protocol", "NOT_FOUND");
      return;
    }
    if (isDraining()) {
      this.#refuse(raw, "limit", "DRAINING", 1);
      return;
    }
    if (!origins.accepts(request)) {
      this.#refuse(raw, "origin", "ORIGIN_REFUSED");
      return;
    }
    const facts = this.#parts.facts.read(request);
    const waitS = addresses.registrationWaitS(facts.ip);
    if (waitS > 0) {
      this.#refuse(raw, "rate", "RATE_LIMITED", waitS);
    } else if (addresses.connect(facts.ip)) {
      raw.once("close", () => addresses.release(facts.ip));
      this.#upgrade({ ...place, facts, request }, raw, head);
    } else this.#refuse(raw, "limit", "RATE_LIMITED", 5);
  }

  /** Cuts off whoever has not answered a close. */
  stop(): void {
    for (const raw of this.#open) raw.destroy();
  }

  #upgrade(handshake: Handshake, raw: Socket, head: Buffer): void {
    let isUpgraded = false;
    this.#server.handleUpgrade(handshake.request, raw, head, (ws) => {
      isUpgraded = true;
      this.#hold(raw);
      this.#parts.observe("ok");
      const socket = new WsSocket(ws, raw, this.#batch);
      socket.listen(this.#parts.accept(handshake, socket));
    });
    // Anything that is no handshake of version 13 has been answered by now.
    if (!isUpgraded) this.#parts.observe("protocol");
  }

  /** On its own: a closure beside the handshake's would keep the request as long as the socket. */
  #hold(raw: Socket): void {
    this.#open.add(raw);
    raw.once("close", () => this.#open.delete(raw));
  }

  #refuse(raw: Socket, result: AttemptResult, code: ErrorCode, retryAfterS?: number): void {
    this.#parts.observe(result);
    const { status, summary: title } = errorTable[code];
    const body = JSON.stringify({ type: "about:blank", title, status, code });
    const lines = [
      `HTTP/1.1 ${status} Refused`,
      "Connection: close",
      "Content-Type: application/problem+json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...(retryAfterS === undefined ? [] : [`Retry-After: ${Math.max(1, Math.ceil(retryAfterS))}`]),
    ];
    raw.setTimeout(closeTimeoutMs, () => raw.destroy());
    raw.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
  }
}

/** The app of a socket's address; whether it exists is said after the registration, where clients understand it. */
function placeOf(request: IncomingMessage): { team: string; app: string } | undefined {
  const target = parseTarget(request.url);
  const [team, app, last, ...more] = target?.segments ?? [];
  if (team === undefined || app === undefined || last !== "ws" || more.length > 0) return undefined;
  return isName(team) && isName(app) ? { team, app } : undefined;
}
