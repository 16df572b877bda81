import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { type Logger, readLinkPass, signLinkAnswer } from "@flotilla/service-kit";
import type { RelayTraces } from "./relay-traces.ts";

/** How it went: the link stands, the pass is none, the process is not here (any more), or does not accept. */
export type RelayOutcome = "relayed" | "denied" | "gone" | "unreachable";

/** What relaying links needs. */
export interface LinkRelayParts {
  readonly workerId: string;
  /** Shared by the services. */
  readonly key: string;
  /** Where a process of this worker accepts links; undefined if it has none of this id. */
  readonly socketPathOf: (processId: string) => string | undefined;
  /** What is told of a process's part in traces; undefined: bytes pass unread. */
  readonly tracesOf?: (processId: string) => RelayTraces | undefined;
  readonly logger: Logger;
  /** Told of each attempt. */
  readonly observe: (outcome: RelayOutcome) => void;
  readonly now?: () => number;
}

/** The name of the protocol that follows the answer 101: frames of a link. */
const linkProtocol = "flotilla-link";
const path = "/v1/link";
const connectTimeoutMs = 2_000;

/**
 * Takes links of gateways on other machines to app processes: `GET /v1/link` with a signed pass becomes the bytes of the
 * process's own socket, which are passed on in both directions; only traces have somebody look at them.
 */
export class LinkRelay {
  readonly #parts: LinkRelayParts;
  readonly #sockets = new Set<Duplex>();

  constructor(parts: LinkRelayParts) {
    this.#parts = parts;
  }

  /** How many links are relayed now. */
  get size(): number {
    return this.#sockets.size;
  }

  /** Answers an upgrade request of the internal listener. */
  readonly accept = (request: IncomingMessage, gateway: Duplex, head: Buffer): void => {
    const { workerId, key, socketPathOf, tracesOf, observe, now = Date.now } = this.#parts;
    gateway.on("error", () => {}); // "close" follows
    const isLink = request.url === path && request.headers.upgrade?.toLowerCase() === linkProtocol;
    if (!isLink) {
      refuse(gateway, "404 Not Found");
      return;
    }
    const pass = readLinkPass(request.headers.authorization ?? "", key, now());
    if (pass === undefined) {
      observe("denied");
      this.#parts.logger.warn({ address: request.socket.remoteAddress }, "link without a pass");
      refuse(gateway, "401 Unauthorized");
      return;
    }
    const socketPath = pass.workerId === workerId ? socketPathOf(pass.processId) : undefined;
    if (socketPath === undefined) {
      observe("gone");
      refuse(gateway, "410 Gone");
      return;
    }
    this.#relay(gateway, head, socketPath, signLinkAnswer(pass, key), tracesOf?.(pass.processId));
  };

  /** Ends all relayed links. */
  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #relay(
    gateway: Duplex,
    head: Buffer,
    socketPath: string,
    proof: string,
    traces: RelayTraces | undefined,
  ): void {
    const app = connect({ path: socketPath });
    this.#sockets.add(gateway);
    const timer = setTimeout(() => app.destroy(), connectTimeoutMs);
    let isOpen = false;
    app.on("error", () => {}); // "close" follows
    app.once("connect", () => {
      clearTimeout(timer);
      isOpen = true;
      this.#parts.observe("relayed");
      gateway.write(
        `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${linkProtocol}\r\nFlotilla-Proof: ${proof}\r\n\r\n`,
      );
      if (traces !== undefined) {
        // Before the pipes, which hand on the same chunks.
        traces.toApp(head);
        gateway.on("data", (chunk: Buffer) => traces.toApp(chunk));
        app.on("data", (chunk: Buffer) => traces.toGateway(chunk));
      }
      if (head.length > 0) app.write(head);
      gateway.pipe(app);
      app.pipe(gateway);
    });
    app.once("close", () => {
      clearTimeout(timer);
      if (isOpen) gateway.destroy();
      else {
        this.#parts.observe("unreachable");
        refuse(gateway, "410 Gone");
      }
    });
    gateway.once("close", () => {
      this.#sockets.delete(gateway);
      app.destroy();
    });
  }
}

/** Whoever asked may leave its half open: the descriptor is not theirs to keep. */
function refuse(socket: Duplex, status: string): void {
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
