import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { AttemptResult, TransportName } from "../metrics.ts";
import { type EntranceParts, placeOf } from "./door.ts";
import { SocketIoEntrance, type SocketIoEntranceParts } from "./socket-io-entrance.ts";
import { WsEntrance } from "./ws-entrance.ts";

/** What the doors need. */
export interface EntrancesParts extends Omit<SocketIoEntranceParts, "observe"> {
  readonly attempt: (transport: TransportName, result: AttemptResult) => void;
}

/** The doors for clients' sockets. */
export class Entrances {
  readonly ws: WsEntrance;
  readonly socketIo: SocketIoEntrance;

  constructor({ attempt, ...parts }: EntrancesParts) {
    const observe = (transport: TransportName): Pick<EntranceParts, "observe"> => ({
      observe: (result) => attempt(transport, result),
    });
    this.ws = new WsEntrance({ ...parts, ...observe("ws") });
    this.socketIo = new SocketIoEntrance({ ...parts, ...observe("socket.io") });
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
