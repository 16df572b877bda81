import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type PeerClient, sendProblem } from "@flotilla/service-kit";
import type { Nodes } from "@flotilla/store";
import type { Place } from "./door.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";

const passedOn = ["content-type", "content-length", "transfer-encoding", "user-agent"] as const;
const passedOnUpgrade = ["sec-websocket-key", "sec-websocket-version", "user-agent"] as const;
const passedBack = ["content-type", "content-length", "cache-control", "allow"] as const;

/** Passes a request of a Socket.IO client to the gateway that the client belongs to, on its internal port. */
export class PeerForward {
  readonly #nodes: Nodes;
  readonly #peers: PeerClient;
  /** Addresses of gateways; one that is gone is found out when it does not answer, or another one is looked for. */
  readonly #urls = new Map<string, string>();
  readonly #tunnels = new Set<Socket>();

  constructor(nodes: Nodes, peers: PeerClient) {
    this.#nodes = nodes;
    this.#peers = peers;
  }

  /** False if nobody knows the gateway; else the response is answered. */
  async forward(
    gatewayId: string,
    place: Place,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const upstream = await this.#ask(gatewayId, place, request, pick(request, passedOn));
    if (upstream === undefined) return false;
    upstream.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, pick(answer, passedBack));
      answer.on("error", () => response.destroy());
      answer.pipe(response);
    });
    upstream.on("error", () => {
      this.#urls.delete(gatewayId);
      const title = "The gateway of this client does not answer";
      sendProblem(response, { status: 503, code: "UNAVAILABLE", title, retryAfterS: 1 });
    });
    response.on("close", () => upstream.destroy());
    if (response.destroyed)
      upstream.destroy(); // meanwhile
    else request.pipe(upstream);
    return true;
  }

  /** The same for an upgrade: both sockets become one. */
  async forwardUpgrade(
    gatewayId: string,
    place: Place,
    request: IncomingMessage,
    raw: Socket,
    head: Buffer,
  ): Promise<boolean> {
    const headers = {
      ...pick(request, passedOnUpgrade),
      connection: "Upgrade",
      upgrade: "websocket",
    };
    const upstream = await this.#ask(gatewayId, place, request, headers);
    if (upstream === undefined) return false;
    upstream.on("upgrade", (answer, far, farHead) => {
      const accept = answer.headers["sec-websocket-accept"] ?? "";
      raw.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      raw.write(farHead);
      far.write(head);
      this.#tunnel(raw, far as Socket);
    });
    upstream.on("response", (answer) => {
      answer.resume();
      refuseUpgrade(raw, "REQUEST_INVALID");
    });
    upstream.on("error", () => {
      this.#urls.delete(gatewayId);
      refuseUpgrade(raw, "UNAVAILABLE", 1);
    });
    raw.once("close", () => upstream.destroy());
    if (raw.destroyed)
      upstream.destroy(); // meanwhile
    else upstream.end();
    return true;
  }

  /** Cuts the tunnels. */
  stop(): void {
    for (const socket of this.#tunnels) socket.destroy();
  }

  #tunnel(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#tunnels.add(from);
      from.on("error", () => to.destroy());
      from.once("close", () => {
        this.#tunnels.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }

  async #ask(
    gatewayId: string,
    { team, app }: Place,
    request: IncomingMessage,
    headers: Record<string, string>,
  ): Promise<ClientRequest | undefined> {
    const base = await this.#urlOf(gatewayId);
    if (base === undefined) return undefined;
    const { url = "", method = "GET" } = request;
    const query = url.slice(url.indexOf("?"));
    const target = new URL(`/v1/socket.io/${team}/${app}${query}`, base);
    const { authorization } = this.#peers;
    return this.#peers.request("gateway", target, {
      method,
      headers: { ...headers, authorization },
    });
  }

  async #urlOf(gatewayId: string): Promise<string | undefined> {
    const known = this.#urls.get(gatewayId);
    if (known !== undefined) return known;
    const nodes = await this.#nodes.list("gateway");
    for (const id of this.#urls.keys())
      if (!nodes.some((node) => node.id === id)) this.#urls.delete(id);
    const url = nodes.find(({ id }) => id === gatewayId)?.internalUrl;
    if (url !== undefined) this.#urls.set(gatewayId, url);
    return url;
  }
}

function pick({ headers }: IncomingMessage, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = headers[name];
    if (typeof value === "string") picked[name] = value;
  }
  return picked;
}
