import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { inboundLimits } from "@flotilla/protocol";
import { type ServerOptions, WebSocketServer } from "ws";
import { BulkTurns } from "./bulk-turns.ts";
import { admit, type EntranceParts, type Handshake, placeOf } from "./door.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";
import { WriteBatch, WsSocket, wsBounds } from "./ws-socket.ts";

const serverOptions: ServerOptions = {
  ...wsBounds,
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  skipUTF8Validation: true, // text is refused unread
  maxPayload: inboundLimits.maxMessageBytes,
};

/** The door for WebSockets: everything that can be refused is refused before there is a socket. */
export class WsEntrance {
  readonly #parts: EntranceParts;
  readonly #batch = new WriteBatch();
  readonly #turns = new BulkTurns();
  readonly #open = new Set<Socket>();
  readonly #server = new WebSocketServer(serverOptions);

  constructor(parts: EntranceParts) {
    this.#parts = parts;
  }

  /** Answers an upgrade request. */
  handle(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    if (!(raw instanceof Socket)) throw new TypeError("upgrade: expected a socket");
    raw.on("error", () => {}); // a reset during the handshake
    const place = placeOf(request.url, "ws");
    if (place === undefined) {
      this.#parts.observe("ws", "protocol");
      refuseUpgrade(raw, "NOT_FOUND");
      return;
    }
    const admitted = admit(this.#parts, request, this.#parts.origins.accepts(request));
    if ("code" in admitted) {
      this.#parts.observe("ws", admitted.result);
      refuseUpgrade(raw, admitted.code, admitted.retryAfterS);
      return;
    }
    raw.once("close", admitted.leave);
    this.#upgrade({ ...place, facts: admitted.facts, request }, raw, head);
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
      this.#parts.observe("ws", "ok");
      const socket = new WsSocket(ws, raw, this.#batch, this.#turns);
      socket.listen(this.#parts.accept(handshake, socket));
    });
    // Anything that is no handshake of version 13 has been answered by now.
    if (!isUpgraded) this.#parts.observe("ws", "protocol");
  }

  /** On its own: a closure beside the handshake's would keep the request as long as the socket. */
  #hold(raw: Socket): void {
    this.#open.add(raw);
    raw.once("close", () => this.#open.delete(raw));
  }
}
