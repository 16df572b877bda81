import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Socket as RawSocket } from "node:net";
import type { Duplex } from "node:stream";
import { type ErrorCode, errorTable, inboundLimits } from "@flotilla/protocol";
import { sendProblem } from "@flotilla/service-kit";
import type { Socket as EngineSocket } from "engine.io";
import { Server, type Socket } from "socket.io";
import { Encoder } from "socket.io-parser";
import type { GatewayLimits } from "../config.ts";
import { AppEngine } from "./app-engine.ts";
import { type Admission, admit, type EntranceParts, type Place } from "./door.ts";
import { sidOf } from "./engine-parts.ts";
import { gatewayOf, readEngineQuery } from "./engine-query.ts";
import { PacketDecoder } from "./packet-decoder.ts";
import type { PeerForward } from "./peer-forward.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";
import { SocketIoSocket, transportOf } from "./socket-io-socket.ts";
import type { TransportName } from "./transport-name.ts";
import { TurnBatch } from "./turn-batch.ts";

/** What the entrance needs besides what every entrance needs. */
export interface SocketIoEntranceParts extends EntranceParts {
  readonly gatewayId: string;
  readonly limits: Pick<GatewayLimits, "pingMs" | "pongMs" | "firstMessageMs" | "pollBodyMs">;
  readonly peers: PeerForward;
}

/** A client of Engine.IO, from its handshake to its end. */
interface Client extends Place, Admission {
  readonly sid: string;
  socket: SocketIoSocket | undefined;
}

/** Our own signs of life come first and say more; this only ends what nobody watches. */
const pingGraceMs = 5_000;

/** The door for Socket.IO: one engine for all apps; a client belongs to the gateway that its identifier names. */
export class SocketIoEntrance {
  readonly #parts: SocketIoEntranceParts;
  readonly #engine: AppEngine;
  readonly #server: Server;
  readonly #batch = new TurnBatch();
  /** Handshakes that the engine works on. */
  readonly #arriving = new WeakMap<IncomingMessage, Client>();
  readonly #clients = new Map<string, Client>();

  constructor(parts: SocketIoEntranceParts) {
    this.#parts = parts;
    const { firstMessageMs, pingMs, pongMs } = parts.limits;
    this.#engine = new AppEngine({
      pingInterval: pingMs,
      pingTimeout: pongMs + pingGraceMs,
      maxHttpBufferSize: inboundLimits.maxMessageBytes,
    });
    this.#engine.generateId = (request) => this.#arriving.get(request)?.sid ?? "";
    this.#engine.on("connection", (conn: EngineSocket) => this.#arrived(conn));
    this.#server = new Server({
      serveClient: false,
      connectTimeout: firstMessageMs,
      parser: { Encoder, Decoder: PacketDecoder },
    });
    this.#server.bind(this.#engine);
    this.#server.on("connection", (socket) => this.#accept(socket));
  }

  /** Answers a request of a polling client. */
  async handle(place: Place, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origins, observe, peers, gatewayId } = this.#parts;
    const query = readEngineQuery(request.url);
    if (request.method !== "GET" && request.method !== "POST") {
      response.setHeader("allow", "GET, POST");
      refuse(response, "METHOD_NOT_ALLOWED", "This address takes GET and POST");
    } else if (query?.transport !== "polling") {
      if (query?.sid === undefined) observe("sio-poll", "protocol");
      refuse(response, "REQUEST_INVALID", "This is no request of Engine.IO 4");
    } else if (!origins.isNotForeign(request)) {
      if (query.sid === undefined) observe("sio-poll", "origin");
      refuse(response, "ORIGIN_REFUSED", errorTable.ORIGIN_REFUSED.summary);
    } else if (query.sid === undefined) {
      this.#handshake(place, request, response);
    } else {
      const gateway = gatewayOf(query.sid);
      if (gateway === undefined || gateway === gatewayId) {
        this.handleOwn(place, request, response);
      } else if (!(await peers.forward(gateway, place, request, response))) {
        refuseUnknown(response);
      }
    }
  }

  /** Answers a request of a client that is here; another gateway may have passed it on. */
  handleOwn(place: Place, request: IncomingMessage, response: ServerResponse): void {
    const client = this.#find(place, request.url);
    if (client === undefined) refuseUnknown(response);
    else if (request.method === "POST") this.#post(client, request, response);
    else {
      client.socket?.polled(response);
      this.#engine.handleRequest(request, response);
    }
  }

  /** Answers an upgrade request: a handshake, or a polling client that tries WebSocket. */
  async upgrade(place: Place, request: IncomingMessage, raw: Duplex, head: Buffer): Promise<void> {
    if (!(raw instanceof RawSocket)) throw new TypeError("upgrade: expected a socket");
    raw.on("error", () => {}); // a reset during the handshake
    const { origins, observe, peers, gatewayId } = this.#parts;
    const query = readEngineQuery(request.url);
    if (query?.transport !== "websocket") {
      observe("sio-ws", "protocol");
      refuseUpgrade(raw, "REQUEST_INVALID");
    } else if (query.sid === undefined) {
      this.#handshakeByUpgrade(place, request, raw, head);
    } else if (!origins.isNotForeign(request)) {
      refuseUpgrade(raw, "ORIGIN_REFUSED");
    } else {
      const gateway = gatewayOf(query.sid);
      if (gateway === undefined || gateway === gatewayId)
        this.upgradeOwn(place, request, raw, head);
      else if (!(await peers.forwardUpgrade(gateway, place, request, raw, head))) {
        refuseUpgrade(raw, "REQUEST_INVALID");
      }
    }
  }

  /** The same for a client that is here. */
  upgradeOwn(place: Place, request: IncomingMessage, raw: Duplex, head: Buffer): void {
    if (!(raw instanceof RawSocket)) throw new TypeError("upgrade: expected a socket");
    if (this.#find(place, request.url) === undefined) refuseUpgrade(raw, "REQUEST_INVALID");
    else this.#engine.handleUpgrade(request, raw, head);
  }

  /** Cuts off whoever is still here. */
  stop(): void {
    this.#engine.close();
    this.#parts.peers.stop();
  }

  #handshake(place: Place, request: IncomingMessage, response: ServerResponse): void {
    const { origins, observe } = this.#parts;
    if (request.method !== "GET") {
      observe("sio-poll", "protocol");
      refuse(response, "REQUEST_INVALID", "A handshake is a GET");
      return;
    }
    const admitted = admit(this.#parts, request, origins.acceptsPoll(request));
    if ("code" in admitted) {
      observe("sio-poll", admitted.result);
      const { code, retryAfterS } = admitted;
      refuse(response, code, errorTable[code].summary, retryAfterS);
      return;
    }
    this.#arrive(place, admitted, request);
    response.once("close", () => this.#forget(request, "sio-poll"));
    this.#engine.handleRequest(request, response);
  }

  #handshakeByUpgrade(place: Place, request: IncomingMessage, raw: RawSocket, head: Buffer): void {
    const { origins, observe } = this.#parts;
    const admitted = admit(this.#parts, request, origins.accepts(request));
    if ("code" in admitted) {
      observe("sio-ws", admitted.result);
      refuseUpgrade(raw, admitted.code, admitted.retryAfterS);
      return;
    }
    this.#arrive(place, admitted, request);
    raw.once("close", () => this.#forget(request, "sio-ws"));
    this.#engine.handleUpgrade(request, raw, head);
  }

  #arrive({ team, app }: Place, admission: Admission, request: IncomingMessage): void {
    const sid = `${this.#parts.gatewayId}.${randomBytes(18).toString("base64url")}`;
    this.#arriving.set(request, { team, app, ...admission, sid, socket: undefined });
  }

  /** A handshake that led to nothing. */
  #forget(request: IncomingMessage, transport: TransportName): void {
    const client = this.#arriving.get(request);
    if (client === undefined) return;
    this.#arriving.delete(request);
    client.leave();
    this.#parts.observe(transport, "protocol");
  }

  #arrived(conn: EngineSocket): void {
    const client = this.#arriving.get(conn.request);
    if (client === undefined) throw new Error("socket.io: a client without a handshake");
    this.#arriving.delete(conn.request);
    this.#clients.set(client.sid, client);
    this.#parts.observe(transportOf(conn), "ok");
    conn.once("close", () => {
      this.#clients.delete(client.sid);
      client.leave();
    });
  }

  #accept(socket: Socket): void {
    const { conn } = socket;
    const client = this.#clients.get(sidOf(conn));
    // A client that joins twice before the first time is done is let in twice by Socket.IO.
    if (client === undefined || client.socket !== undefined) {
      conn.close(true);
      return;
    }
    client.socket = new SocketIoSocket(socket, this.#batch);
    const { team, app, facts } = client;
    const { request } = conn;
    client.socket.listen(this.#parts.accept({ team, app, facts, request }, client.socket));
    Reflect.set(conn, "request", null); // Socket.IO's advice: nobody needs it as long as the client lives
  }

  /** A client of this gateway, if it belongs to the app of the address. */
  #find({ team, app }: Place, url: string | undefined): Client | undefined {
    const client = this.#clients.get(readEngineQuery(url)?.sid ?? "");
    return client?.team === team && client.app === app ? client : undefined;
  }

  #post(client: Client, request: IncomingMessage, response: ServerResponse): void {
    const timer = setTimeout(() => request.destroy(), this.#parts.limits.pollBodyMs);
    response.once("close", () => {
      clearTimeout(timer);
      if (response.statusCode === 413) client.socket?.tooBig();
    });
    this.#engine.handleRequest(request, response);
  }
}

function refuse(
  response: ServerResponse,
  code: ErrorCode,
  title: string,
  retryAfterS?: number,
): void {
  const { status } = errorTable[code];
  // Whoever is refused is not read to the end.
  if (response.req.method !== "GET") response.setHeader("connection", "close");
  sendProblem(response, { status, code, title, ...(retryAfterS !== undefined && { retryAfterS }) });
}

/** The status that Engine.IO's clients know for this: they begin anew. */
function refuseUnknown(response: ServerResponse): void {
  refuse(response, "REQUEST_INVALID", "Session ID unknown");
}
