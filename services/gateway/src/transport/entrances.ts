import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { placeOf } from "./door.ts";
import { SocketIoEntrance, type SocketIoEntranceParts } from "./socket-io-entrance.ts";
import { WsEntrance } from "./ws-entrance.ts";

/** The doors for clients' sockets. */
export class Entrances {
  readonly ws: WsEntrance;
  readonly socketIo: SocketIoEntrance;

  constructor(parts: SocketIoEntranceParts) {
    this.ws = new WsEntrance(parts);
    this.socketIo = new SocketIoEntrance(parts);
  }

  /** Answers an upgrade request on the public port. */
  upgrade(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const place = placeOf(request.url, "socket.io");
    if (place === undefined) this.ws.handle(request, raw, head);
    else void this.socketIo.upgrade(place, request, raw, head);
  }

  /** Cuts off whoever has not answered a close. */
  stop(): void {
    this.ws.stop();
    this.socketIo.stop();
  }
}
